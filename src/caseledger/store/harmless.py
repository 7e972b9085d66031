"""The keys of git's configuration that make nothing run and lead nowhere: all others are doubtful.

A list of what is allowed, never of what is forbidden: git gains keys with each version.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from caseledger.store.git_settings import own_settings

OWN_SETTINGS: Mapping[str, str] = own_settings()
"""What `init` writes into a repository, key and value: merge driver and textconv."""

SWITCHES = re.compile(r"true|false|yes|no|on|off|[01]?", re.IGNORECASE)
# No transport by name (ext::command), nothing that a program takes for an option.
PLAIN_ADDRESS = re.compile(r"(?!-)(?![A-Za-z0-9+.-]*::).*", re.DOTALL)
SUBMODULE_UPDATES = re.compile(r"checkout|merge|rebase|none")

WHOLE_SECTIONS = frozenset({"advice", "author", "color", "column", "committer", "status"})
"""Sections whose every key is about words and looks, or names a person."""

HARMLESS: Mapping[str, str] = {
    "am": "keepcr threeway",
    "apply": "ignorewhitespace whitespace",
    "blame": "coloring date showemail showroot",
    "branch": "autosetupmerge autosetuprebase sort",
    "checkout": "defaultremote guess thresholdforparallelism workers",
    "clone": "defaultremotename rejectshallow",
    "commit": "cleanup gpgsign status verbose",
    "commitgraph": "changedpathsversion generationversion maxnewfilters readchangedpaths",
    "core": "abbrev autocrlf bare bigfilethreshold checkroundtripencoding checkstat commentchar"
    " commentstring commitgraph compression deltabasecachelimit eol filemode filesreflocktimeout"
    " fsync fsyncmethod fsyncobjectfiles hidedotfiles ignorecase ignorestat lockfilepid"
    " logallrefupdates longpaths loosecompression maxtreedepth multipackindex packedgitlimit"
    " packedgitwindowsize packedrefstimeout precomposeunicode preferredreftable preloadindex"
    " protecthfs protectntfs quotepath repositoryformatversion safecrlf sharedrepository"
    " sparsecheckout sparsecheckoutcone splitindex symlinks trustctime untrackedcache"
    " warnambiguousrefs whitespace",
    "diff": "algorithm autorefreshindex colormoved colormovedws context dirstat ignoresubmodules"
    " indentheuristic interhunkcontext mnemonicprefix noprefix relative renamelimit renames"
    " statgraphwidth submodule suppressblankempty wserrorhighlight",
    "extensions": "compatobjectformat noop objectformat preciousobjects refstorage"
    " relativeworktrees worktreeconfig",
    "feature": "experimental manyfiles",
    "fetch": "all fsckobjects negotiationalgorithm output parallel prune prunetags"
    " recursesubmodules showforcedupdates unpacklimit writecommitgraph",
    "format": "pretty signoff",
    "fsck": "skiplist",
    "gc": "aggressivedepth aggressivewindow auto autodetach autopacklimit bigpackthreshold"
    " cruftpacks logexpiry maxcruftsize packrefs pruneexpire reflogexpire"
    " reflogexpireunreachable rerereresolved rerereunresolved worktreepruneexpire writecommitgraph",
    "gpg": "format",
    "grep": "column extendedregexp fullname linenumber patterntype threads",
    "gui": "geometry wmstate",
    "i18n": "commitencoding logoutputencoding",
    "index": "recordendofindexentries recordoffsettable skiphash sparse threads version",
    "init": "defaultbranch defaultobjectformat defaultrefformat",
    "lfs": "repositoryformatversion",
    "log": "abbrevcommit date decorate follow graphcolors mailmap showroot",
    "maintenance": "auto strategy",
    "merge": "branchdesc conflictstyle directoryrenames ff log renamelimit renames renormalize"
    " stat suppressdest",
    "mergetool": "keepbackup prompt",
    "pack": "allowpackreuse compression deltacachelimit deltacachesize depth indexversion"
    " packsizelimit threads usebitmaps usesparse window windowmemory writebitmaphashcache"
    " writereverseindex",
    "pull": "ff octopus rebase twohead",
    "push": "autosetupremote default followtags negotiate recursesubmodules useforceifincludes",
    "rebase": "abbreviatecommands autosquash autostash missingcommitscheck rebasemerges"
    " reschedulefailedexec stat updaterefs",
    "receive": "advertiseatomic advertisepushoptions autogc denycurrentbranch denydeletecurrent"
    " denydeletes denynonfastforwards fsckobjects keepalive maxinputsize shallowupdate unpacklimit",
    "remote": "pushdefault",
    "repack": "packkeptobjects usedeltabaseoffset usedeltaislands writebitmaps",
    "rerere": "autoupdate enabled",
    "reset": "quiet",
    "revert": "reference",
    "safe": "barerepository",
    "stash": "showincludeuntracked showpatch showstat",
    "submodule": "active fetchjobs propagatebranches recurse",
    "tag": "forcesignannotated gpgsign sort",
    "transfer": "advertisesid fsckobjects unpacklimit",
    "user": "email name signingkey useconfigonly",
    "versionsort": "suffix",
}

HARMLESS_BELOW: Mapping[str, str] = {
    "branch": "description github-pr-base-branch github-pr-owner-number merge pushremote rebase"
    " remote vscode-merge-base",
    "lfs": "access locksverify",
    "maintenance": "enabled schedule",
    "remote": "fetch followremotehead gh-resolved mirror prune prunetags push skipdefaultupdate"
    " skipfetchall tagopt",
    "submodule": "active branch fetchrecursesubmodules ignore shallow",
}
"""Keys of sections with a name inside: ``branch.main.remote``."""

BY_VALUE: Mapping[str, re.Pattern[str]] = {
    "core.fsmonitor": re.compile(r"false|no|off|0?", re.IGNORECASE),  # true was a hook's name once
    "remote.*.pushurl": PLAIN_ADDRESS,
    "remote.*.url": PLAIN_ADDRESS,
    "submodule.*.update": SUBMODULE_UPDATES,
    "submodule.*.url": PLAIN_ADDRESS,
}


def is_harmless(key: str, value: str) -> bool:
    """Whether a setting, its key as git lists it, can neither run a program nor lead git astray."""
    if key in OWN_SETTINGS:
        return OWN_SETTINGS[key] == value
    section, _, rest = key.partition(".")
    below, _, name = rest.rpartition(".")
    pattern = BY_VALUE.get(f"{section}.*.{name}" if below else key)
    if pattern is not None:
        return pattern.fullmatch(value) is not None
    if section in WHOLE_SECTIONS:
        return True
    return name in (HARMLESS_BELOW if below else HARMLESS).get(section, "").split()
