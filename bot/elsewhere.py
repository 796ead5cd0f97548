"""Papers that a text links at a host where the bot cannot fetch them: the person is asked for the PDF."""

import re

_HOSTS = (
    ("openreview.net", "OpenReview"),
    ("aclanthology.org", "the ACL Anthology"),
    ("biorxiv.org", "bioRxiv"),
    ("medrxiv.org", "medRxiv"),
    ("chemrxiv.org", "ChemRxiv"),
    ("psyarxiv.com", "PsyArXiv"),
    ("osf.io", "OSF"),
    ("ssrn.com", "SSRN"),
    ("proceedings.mlr.press", "PMLR"),
    ("papers.nips.cc", "the NeurIPS proceedings"),
    ("proceedings.neurips.cc", "the NeurIPS proceedings"),
    ("openaccess.thecvf.com", "CVF open access"),
    ("ieeexplore.ieee.org", "IEEE Xplore"),
    ("dl.acm.org", "the ACM library"),
    ("link.springer.com", "Springer"),
    ("sciencedirect.com", "ScienceDirect"),
    ("nature.com/articles", "Nature"),
    ("science.org/doi", "Science"),
    ("pnas.org/doi", "PNAS"),
    ("journals.aps.org", "APS"),
    ("iopscience.iop.org", "IOP"),
    ("onlinelibrary.wiley.com", "Wiley"),
    ("tandfonline.com", "Taylor & Francis"),
    ("jmlr.org/papers", "JMLR"),
    ("semanticscholar.org/paper", "Semantic Scholar"),
    ("hal.science", "HAL"),
    ("zenodo.org", "Zenodo"),
    ("eprint.iacr.org", "the IACR archive"),
    ("ncbi.nlm.nih.gov/pmc", "PubMed Central"),
    ("pubmed.ncbi.nlm.nih.gov", "PubMed"),
)
_ADDRESS = re.compile(r"https?://(?P<rest>[^\s<>|\"')\]]{1,2000})", re.IGNORECASE)
_DOI = re.compile(r"(?:dx\.)?doi\.org/10\.\d{4,9}/", re.IGNORECASE)


def paper_elsewhere(text: str) -> str | None:
    """Where the first paper is that `text` links outside of arXiv: "OpenReview", "a PDF"; None if it links none."""
    for match in _ADDRESS.finditer(text):
        rest = match["rest"].casefold().removeprefix("www.")
        if _DOI.match(rest):
            return "a DOI"
        for host, name in _HOSTS:
            domain, _, path = host.partition("/")
            site, _, place = rest.partition("/")
            if (site == domain or site.endswith(f".{domain}")) and place.startswith(path):
                return name
        if rest.split("?")[0].split("#")[0].endswith(".pdf"):
            return "a PDF address"
    return None
