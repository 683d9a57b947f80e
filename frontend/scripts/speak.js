// What makes the form for a statement kinder: a draft that is not lost, and work for the browser.

import "./draft.js";
import "./proof.js";
