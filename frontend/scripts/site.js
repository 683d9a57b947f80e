// What every page has: the picture that answers to the pointer, and a button that copies an address.

import { addCopyButtons } from "./copy.js";
import { wakePicture } from "./picture.js";

document.querySelectorAll("[data-picture]").forEach(wakePicture);
document.querySelectorAll("[data-copy]").forEach(addCopyButtons);
