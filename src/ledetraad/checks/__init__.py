"""The plan linter: one small file for each family of rules, and their documentation in them."""
