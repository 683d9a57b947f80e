// What every page has: the picture that answers to the pointer, a button that copies an address, and
// boxes that fold on phones.

import { addCopyButtons } from "./copy.js";
import { foldOnPhones } from "./fold.js";
import { wakePicture } from "./picture.js";

document.querySelectorAll("[data-picture]").forEach(wakePicture);
document.querySelectorAll("[data-copy]").forEach(addCopyButtons);
document.querySelectorAll("details[data-fold]").forEach(foldOnPhones);
