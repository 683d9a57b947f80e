"""The council's money by area of the budget: the second parts of § 5-4 and § 5-5."""
