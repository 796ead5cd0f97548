"""The words and signs by which a sentence shows that it cannot stand alone, flaw by flaw."""

import re
from enum import StrEnum

from bot.extractive.phrases import anywhere, at_start


class Flaw(StrEnum):
    """Why a sentence was refused."""

    NOT_TEXT = "holds what is no prose"
    SHAPE = "is no whole sentence"
    SYMBOLS = "holds symbols or variables"
    DANGLING_START = "starts with words that point back"
    DANGLING_INSIDE = "points back"
    POINTER = "points to a figure, table or section"
    ROADMAP = "speaks about the paper's parts"
    LIST = "announces or holds a list"
    OPEN_COMPARISON = "compares with something unsaid"
    QUESTION = "asks"
    CITATION = "leans on a citation"
    LINK = "holds a link"
    NO_VERB = "has no verb"
    EXAMPLE = "is an example"
    TAKEN_BACK = "says what only seems so"


SYMBOLS = re.compile(
    r"[=<>≤≥≈≃≅≡≠∼∈∉⊂⊆∪∩∧∨¬∀∃∑∏∫√∂∇∞→←↔⇒⇐↦⟨⟩⊕⊗⊙∘·†‡§¶♯■□●•◦‖|^{}\\*~#\ufffd\x00-\x08\x0e-\x1f]|\$(?!\d)"
    r"|(?<![A-Za-z]{2})_|_(?![A-Za-z]{2})"  # "fq_codel" is a name
    r"|[\u2190-\u21ff\u2300-\u23ff\u2500-\u27bf\u2900-\u297f\u2b00-\u2bff]"  # drawn; a font may mean a letter by it
    r"|(?!(?<![^\s(])[αβγδκλ]-[a-z]{3})[\u0370-\u03ff\ue000-\uf8ff\U0001d400-\U0001d7ff]|\.\.\.|…|(?<![A-Z+])\+(?=\s)"
    r"|\d\s?\+\s?\d|\b[0O]\(\d|!\d"
)
LINK = re.compile(
    r"(?<!were )(?<!was )\bavailable(?: online| here| now)?\.$|https?:|www\.|\w@\w{1,60}\.\w|\w\.(?:com|org|edu|net)\b"
)
CITATION = re.compile(
    r"\bRefs?\.,"
    r"|[a-z], \d{1,2}\.$|\[\s?\d|\[[A-Z]\w{1,12}\d\d|\bet al\b|\((?:19|20)\d\d[a-z]?\)|, (?:19|20)\d\d[a-z]?[);]"
)

DANGLING_START = at_start(
    r"""
    this(?! (?:paper|work|article|study|thesis|report|survey|research|letter)\b) /
    it(?! (?:is|was|remains|may be|would be) (?:\w+ )?(?:important|possible|known|crucial|essential|interesting|
    difficult|hard|unclear|likely|natural)) / these / those / they / he / she / such / its / their / his / her / both /
    another / others? / all these / all this / similarly / likewise / conversely / so / then / only / yet / nor / or /
    and / but / otherwise / again / still / alternatively / instead / neither / either / not only that /
    more precisely / more formally / formally / intuitively /
    the (?:former|latter|same|above|entire|whole|final|remaining|others?|resulting|following|next|rest) /
    the (?:first|second|third|last|two|three|four|five) /
    (?:each|all|some|most|many|one|two|none|neither|either) of (?:these|them|those|which) /
    (?:in|on|to|with|by|from|for|at|under|of|after|before|during|given|using|based on) (?:this(?! (?:paper|work|
    article|study)\b)|that|these|those|such|both|it|they|them) /
    (?:while|although|when|if|since|because|unlike|like|despite|via|through|as) (?:this(?! (?:paper|work|article|
    study)\b)|that|these|those|such|both|it|they|them) /
    (?:in|on|to|with|by|from|for|unlike|like|while|if|when) the (?:former|latter|same|above|first|second|other|two|
    three)\b / for the (?:few|most|rest) / on the data / by doing / given that / as such / as a result / as before /
    as expected / as usual / to do so / doing so / that is / that said / the reasons? / one reason / another reason /
    the intuition / the idea / the goal / the question / the answer / the difference / the output / the input / here /
    in either case / there(?! (?:is|are|has|have|was|were|exists?|remains?)\b) / recall / let / suppose / assume /
    consider / note / imagine / denote / observe / see / define / example
    """
)
DANGLING_INSIDE = anywhere(
    r"""
    (?:the )?(?:former|latter) / theirs / the (?:preceding|foregoing) \w+ / aforementioned / abovementioned /
    as above / as before / vice versa /
    (?:described|mentioned|discussed) (?:above|earlier|before) / doing so / does so / do so / see also /
    the (?:one|two|three|four|five|first|second|third|last)[ -](?:[\w-]+ )?(?:versions?|variants?|conditions?|
    experiments?|stages?|phases?|steps?|parts?|rounds?|models|methods|datasets|
    types|kinds|groups|cases|questions|tasks) /
    if anything\.$ /
    such (?:[a-z]+-[a-z]+ )?(?:analysis|work|research|data|evidence|information|behaviou?r|use|growth|support) /
    (?:builds?|built|building|expands?|extends?) (?:up)?on this work / this by / just that /
    (?<!or )(?<!and )(?:he|him|she)(?! or\b) /
    (?:simulations?|experiments?|results?|evaluations?|tests?|measurements?) \w+ (?:that )?(?:their|them|they|
    its|it) \w+ / the (?:first|second|third|other) (?:one|case|method|approach|setting|group|type|variant|option|term) /
    the first (?:challenge|problem|issue|question|limitation|goal|study|hypothesis|
    claim)(?! (?:to|of|that|which|in|on|for|with)\b) /
    the (?:second|third|fourth) (?:challenge|problem|issue|question|limitation|goal|study|hypothesis|
    claim)(?! (?:to|of|that|which)\b) /
    that the (?:\w+ )?\w+ed \w+ (?:is|was|are|were) (?:an? |the )?(?:result of|due to|caused by|explained by|
    driven by) /
    in this (?:setting|case|regime|way|manner|sense|context|regard|respect) / such an? \w+ / too(?=[.,;]) /
    of (?:them|these(?! days)|those) / than (?:this|these|it|them) / even (?:further|more)(?=[,.;]) /
    (?:this|these|those|that one)(?=[,.;]|(?:as well|too|further|here|in future)\b) / the opposite /
    that (?:problem|issue|question|approach|case|goal|end|gap|need|challenge|limitation|shortcoming) /
    (?:earlier|previous) section /
    the (?:other|remaining) (?:one|two|three|four|five) /
    the same (?:way|reason|manner|holds|applies) /
    the same (?:baselines?|models?|methods?|settings?|set-?up|experiments?|procedures?|tasks?|datasets?|conditions?|
    problems?|approach|participants|sample|authors)(?! (?:as|that|which|of|for)\b) / this is / this was / that this
    """
)
POINTER = anywhere(
    r"""
    (?:fig(?:ure)?|tab(?:le)?|sec(?:t(?:ion)?)?|appendix|eq(?:n|uation)?|algorithm|lemma|theorem|proposition|
    definition|chapter|listing|footnote|line|row|column|panel|step|example|stage|version|
    variant|scenario|condition)(?:s|es)?\.? \(?(?:\d[\w.]*|[IVX]+\b|
    [A-Z]\b(?!-)|[A-Z]?\.?\d) / (?:above|below)(?=[,.;:)]|$) / the above / above-mentioned / the following /
    following (?:section|table|figure|\w+ contributions?) / next section /
    (?:previous|preceding|next|following) (?:paragraph|subsection|chapter) / corollar(?:y|ies) / appendi(?:x|ces) /
    (?:are|is) (?:shown|given|listed|presented|summari[sz]ed|reported|provided|detailed|depicted|illustrated) (?:in|
    by) (?:the )?(?:table|figure|fig|appendix|section|supplement|next|following) /
    cited (?:here|above) / as follows / results are (?:summari[sz]ed|shown|reported|given) in / supplement /
    supplementary material / in (?:row|column) /
    (?:top|bottom|left|right|middle|upper|lower|center) (?:row|panel|column|half|plot) /
    the (?:figure|table|plot|diagram) / the (?:row|column|line|curve|panel)s? (?:labell?ed|named|marked|titled|called) /
    in bold / (?:first|second|third|last|left|right)(?:most)? (?:row|column)
    """
)
ROADMAP = anywhere(
    r"""
    rest of (?:this|the) (?:paper|article|work) / remainder of / (?:is|are) organi[sz]ed / in what follows /
    (?:in|of) section / (?:this|the) (?:paper|article) (?:proceeds|concludes|ends|begins|starts|continues) /
    this (?:section|subsection|chapter|appendix|table|figure|example) / we (?:detail|outline|overview|recap|survey) /
    establish(?:es)? (?:the |our |some )?notation / set out our /
    (?:we|I) (?:should|must|would like to|want to|need to) (?:emphasi[sz]e|stress|note|mention|point out|remark) /
    (?:we|I) (?:close|end|finish|conclude) (?:with|by|discussing) /
    (?:we|I) (?:describe|discuss|explain|present|review|summari[sz]e|introduce|give|provide) (?:the|our|my|some)
    (?:[\w-]+ ){0,5}(?:importance|results|findings|hypotheses|experimental design|context|history|
    process|procedures?|steps|background|conclusions?|future|implications|details|literature|notation|terminology|
    syntax|usage|preliminaries|set-?up) /
    (?:is|are|will be) (?:also |then |briefly |finally ){0,2}(?:discussed|outlined|reviewed|highlighted)\.$ /
    (?:following|after) (?:an?|the) (?:\w+ )?(?:description|explanation|review|overview|introduction|discussion)
    (?:[\w,-]+ ){1,30}(?:is|are|was|were) (?:presented|described|given|offered|provided|discussed|introduced) /
    (?:we|I) (?:review|summari[sz]e|discuss|describe|present) (?:[\w,-]+ ){1,12}and (?:then )?(?:discuss|review|
    outline|comment on|reflect on) / before (?:considering|discussing|turning|examining|describing|moving) /
    (?:implications|limitations|limits|applications|consequences|directions|extensions|recommendations)
    (?:[\w-]+ ){1,9}(?:is|are|will be) (?:also |then |briefly |finally ){0,2}(?:described|presented|given|
    considered|explored|provided|suggested|examined)\.$ /
    (?:we|I) (?:now|next|first|then|start|begin|conclude by|briefly|will|shall) (?:describe|discuss|present|review|
    introduce|show|turn|explain|define|consider|give|outline|summari[sz]e|by|with|see) /
    (?:studies|works?|papers?|articles) (?:is|are) (?:most |very |more )?(?:closely )?related to (?:our|this) \w+\.$ /
    warning(?=:) / may be (?:offensive|upsetting|triggering) / trigger warning /
    to simplify (?:the |our )?(?:presentation|exposition|notation|discussion|description|matters) /
    (?:we|I) (?:show|prove|demonstrate|argue|explain) (?:below|above|later|next) /
    contribut(?:es?|ing|ions?) to (?:(?:an?|the|this|our|several|two|many) )?(?:[\w,-]+ ){0,4}(?:literatures?|strands?|
    body of|bodies of|lines? of|debates?) /
    we (?:refer|defer|omit|leave the|summari[sz]e|recap) / we are now / now we / let us / let's / refer to / in turn /
    for (?:completeness|simplicity|brevity|clarity) / without loss of generality /
    for (?:more|further|full) (?:details?|information) / details? (?:can be found|are in|on) / copyright / permission /
    all rights reserved / equal contribution / equally contributed / contributed equally / corresponding author /
    correspondence / preprint / under review / proceedings / licensed (?:to|under) / licensee /
    work (?:was )?(?:done|performed|conducted) (?:while|when|during|at) /
    (?:we|this paper) (?:make|makes|made|provides?|offers?|lists?) (?:the |several |a number of |two |
    three |four |five )?\w* ?contributions /
    (?:main|key|major) contributions (?:of this|of our|are) /
    (?:main|key|major) contribution(?: of (?:this|our) \w+)? is (?:as follows|the following|in|described|two|three) /
    contributions (?:are|can be) /
    compare our (?:paper|work|study) (?:with|to) (?:the )?(?:related|existing|prior) /
    (?:is|are) (?:discussed|described|explained|detailed|outlined) (?:in|below|later|next) /
    as (?:discussed|described|explained|noted|mentioned|shown|stated|seen|illustrated) (?:in|above|earlier|before|
    previously|by) / read(?:er|ers) (?:is|are|can|may|should) / interested reader
    """
)
LIST = re.compile(
    r"\bin (?:two|three|four|several) (?:\w+ )?(?:ways|respects|aspects)\b"
    r"|:\s*$|:\.$|: (?:first|firstly)\b|\b(?:two|three|four|five|several|many)-?fold\.$"
    r"|\b(?:two|three|four|five|several) (?:key|main|major|novel|important|primary|distinct|different) [\w-]+s\.$"
    r"|\b(?:two|three|four|five|six|several|main|following|many|key|some) (?:\w+ )?(?:contributions|ideas|reasons|ways"
    r"|steps|questions|components|limitations|directions|parts|aspects|factors|challenges|observations|findings"
    r"|insights|categories|groups|settings|stages|phases|types|kinds|properties|advantages|goals|issues|problems"
    r"|points)\.$|\b(?:first|second)(?:ly)?, .{1,200}\b(?:second|third|finally)(?:ly)?,|; (?:and )?\w+;",
    re.IGNORECASE,
)
OPEN_COMPARISON = re.compile(
    r"\b(?:is|are|was|were|performs?|performed|works?|worked|does|do|runs?|ran) "
    r"(?:also |even |much |significantly |slightly |far |considerably |consistently )?"
    r"(?:better|worse|faster|slower|higher|lower|larger|smaller|stronger|weaker|more \w+|less \w+|similar|comparable"
    r"|superior|inferior)(?! (?:than|when|as|to|with|if|for|the|in which|and more likely))\b"
    r"(?!.{0,120}\b(?:than|when|as|to|with|over)\b)"
    r"|\b(?:is|are|was|were|becomes?|became|remains?) (?:also )?"
    r"(?:(?:much|far|even|significantly|considerably|substantially) (?:\w{3,12}er|more \w{3,20}|less \w{3,20})"
    r"|(?:harder|easier|simpler|cheaper|more difficult) to)\b"
    r"(?!.{0,160}\b(?:than|compared|relative|when|if|with|without|by|because|as|in|under|where|who)\b)",
    re.IGNORECASE,
)
TAKEN_BACK = anywhere(
    r"""
    (?:seem|seems|seemed|appear|appears|appeared) to (?:find|show|suggest|imply|indicate|confirm|support) /
    at first (?:glance|sight|look) / on the face of it / it (?:may|might|would) (?:seem|appear) that
    """
)
"""What only seems so is mostly taken back by the sentence after it."""

EXAMPLE = anywhere(
    r"""
    for example / for instance / viz\. / in our (?:running )?example / (?:running|toy) example / the example /
    as an example / an example (?:is|of)
    """
)

FIXED: tuple[tuple[Flaw, re.Pattern[str]], ...] = (
    (Flaw.SYMBOLS, SYMBOLS),
    (Flaw.LINK, LINK),
    (Flaw.CITATION, CITATION),
    (Flaw.DANGLING_INSIDE, DANGLING_INSIDE),
    (Flaw.POINTER, POINTER),
    (Flaw.ROADMAP, ROADMAP),
    (Flaw.LIST, LIST),
    (Flaw.OPEN_COMPARISON, OPEN_COMPARISON),
    (Flaw.EXAMPLE, EXAMPLE),
    (Flaw.TAKEN_BACK, TAKEN_BACK),
)
