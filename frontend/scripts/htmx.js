// htmx for the pages that an application serves, kept within a content security policy that allows
// neither inline styles nor evaluated code.

import htmx from "htmx.org";

Object.assign(htmx.config, {
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
});
