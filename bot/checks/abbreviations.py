"""Points that end no sentence: those of the short forms that papers and tweets use."""

import re

_SHORT_FORMS = "e.g. i.e. al. vs. cf. Fig. Figs. Eq. Sec. Tab. No. Dr. approx. ca. c. incl.".split()

AFTER_NO_SHORT_FORM = "".join(rf"(?<!\b{re.escape(form)})" for form in _SHORT_FORMS)
"""Part of a pattern, to stand right behind the point."""
