"""Every error that paperthread raises on purpose, in one tree.

PaperthreadError
├── UsageError               what was asked cannot be meant: a wrong option, setting or file
│   ├── SettingError         a setting is unknown or has a wrong value
│   ├── PromptError          a file of a prompt is wrong
│   ├── BriefError           something of the brief is not as it must be: tweets, code, tag
│   ├── WriterNotSetUp       the writer that was asked for lacks a setting
│   ├── InputError           a text file that was named cannot be read
│   ├── ThreadError          a text that was given as a thread is none
│   ├── DraftError           a file that was given as a draft is none, or is of another paper
│   ├── NoPlatform           no chat platform is set up
│   ├── NoSuchTweet          the draft has no tweet of that number
│   ├── WishNeedsModel       a wish in words was given to a writer without a model
│   ├── FactsMissing         an invitation lacks what nobody may invent
│   ├── OutputError          the result cannot be written where it was asked to go
│   └── RosterError          a line of a handles file is not `Name,@handle`
├── PaperError               this paper cannot be had or read
│   ├── PaperNotFound        there is no such file
│   ├── PaperNotOpened       the file is there, but the system does not hand it out
│   ├── PaperNoLongerKept    the file of a draft's paper was removed when its time was over
│   ├── NoSuchArxivPaper     arXiv has no paper of that id
│   ├── NoSuchVersion        arXiv has the paper, and not that version
│   ├── PaperWithdrawn       that version was withdrawn
│   ├── NoPdfYet             arXiv has that version, and no PDF of it
│   ├── ArxivUnavailable     arXiv gave no usable answer in time
│   ├── NotAPdf              the file is something else
│   ├── PaperLocked          the file wants a password
│   ├── PaperDamaged         the file is cut off or broken
│   ├── PaperUnreadable      the pages open, but carry no text that can be read
│   ├── PaperTooLarge        the file is beyond a limit (bytes, pages)
│   ├── ReadingTimedOut      reading took longer than is allowed
│   ├── ReadingOutOfMemory   reading took more memory than is allowed
│   └── ReaderCrashed        the process that reads PDFs died on this file
├── DraftUnchanged           nothing of the draft changes, and the sentence says why
├── NotRevised               this tweet stays as it is, and the sentence says why
│   ├── MadeOfFacts          its words are not written, but made of facts
│   ├── NothingElseToSay     every other version was there before, or says what another tweet says
│   ├── ShortAlready         it is as short as a shortening aims at
│   ├── NothingShorter       no shorter form keeps what it says
│   └── NothingToUndo        there is no version before
├── ChatError                the chat platform did not do what was asked
│   ├── MessageTooLong       a post is longer than the platform shows
│   ├── MessageGone          the message was deleted
│   ├── MessageTooOld        the platform does not let it be edited any more
│   ├── PlaceClosed          the channel or chat thread takes no messages
│   ├── PermissionMissing    the bot lacks a right there
│   ├── AttachmentUnavailable  the file of a message cannot be had
│   ├── ChatUnavailable      no usable answer in time; whether it was done is not known
│   └── TokenRefused         the platform does not know the bot's token
├── StoreError               what paperthread remembers cannot be read or written
│   ├── DraftForgotten       something should be kept of a draft that was forgotten
│   ├── StoreInUse           another process works on the same SQLite files
│   ├── StoreTooNew          a later release has migrated the database
│   └── StoreUnavailable     the database does not answer, or refuses
├── FigureError              a figure cannot be drawn; the draft goes on without it
└── WriterError              the writer cannot write this draft
    ├── NothingToSay         no sentence of the paper could stand as a tweet
    ├── WriterUnavailable    the model server gave no whole answer in time
    ├── WriterNotAllowed     the model server does not take the key, or has no such model
    ├── WriterRefused        the model declined to answer
    ├── AnswerCutOff         the answer reached the model's limit and has no end
    ├── AnswerUnusable       the model answered with something else
    ├── PaperTooLongForModel the question does not fit into the model's window
    └── BudgetReached        the next request would pass what a draft may take

An error carries facts as attributes and builds its own sentence, for the person who reads it in a chat or a terminal.
"""

from bot.errors.chat import (
    AttachmentUnavailable,
    ChatError,
    ChatUnavailable,
    DraftForgotten,
    MessageGone,
    MessageTooLong,
    MessageTooOld,
    PermissionMissing,
    PlaceClosed,
    StoreError,
    StoreInUse,
    StoreTooNew,
    StoreUnavailable,
    TokenRefused,
)
from bot.errors.papers import (
    ArxivUnavailable,
    NoPdfYet,
    NoSuchArxivPaper,
    NoSuchVersion,
    NotAPdf,
    PaperDamaged,
    PaperError,
    PaperLocked,
    PaperNoLongerKept,
    PaperNotFound,
    PaperNotOpened,
    PaperTooLarge,
    PaperUnreadable,
    PaperWithdrawn,
    ReaderCrashed,
    ReadingOutOfMemory,
    ReadingTimedOut,
)
from bot.errors.revisions import (
    DraftUnchanged,
    MadeOfFacts,
    NothingElseToSay,
    NothingShorter,
    NothingToUndo,
    NotRevised,
    ShortAlready,
)
from bot.errors.root import (
    PaperthreadError,
)
from bot.errors.usage import (
    BriefError,
    DraftError,
    FactsMissing,
    InputError,
    NoPlatform,
    NoSuchTweet,
    OutputError,
    PromptError,
    RosterError,
    SettingError,
    ThreadError,
    UsageError,
    WishNeedsModel,
    WriterNotSetUp,
)
from bot.errors.writing import (
    AnswerCutOff,
    AnswerUnusable,
    BudgetReached,
    FigureError,
    NothingToSay,
    PaperTooLongForModel,
    WriterError,
    WriterNotAllowed,
    WriterRefused,
    WriterUnavailable,
)

__all__ = [
    "AnswerCutOff",
    "AnswerUnusable",
    "ArxivUnavailable",
    "AttachmentUnavailable",
    "BriefError",
    "BudgetReached",
    "ChatError",
    "ChatUnavailable",
    "DraftError",
    "DraftForgotten",
    "DraftUnchanged",
    "FactsMissing",
    "FigureError",
    "InputError",
    "MadeOfFacts",
    "MessageGone",
    "MessageTooLong",
    "MessageTooOld",
    "NoPdfYet",
    "NoPlatform",
    "NoSuchArxivPaper",
    "NoSuchTweet",
    "NoSuchVersion",
    "NotAPdf",
    "NotRevised",
    "NothingElseToSay",
    "NothingShorter",
    "NothingToSay",
    "NothingToUndo",
    "OutputError",
    "PaperDamaged",
    "PaperError",
    "PaperLocked",
    "PaperNoLongerKept",
    "PaperNotFound",
    "PaperNotOpened",
    "PaperTooLarge",
    "PaperTooLongForModel",
    "PaperUnreadable",
    "PaperWithdrawn",
    "PaperthreadError",
    "PermissionMissing",
    "PlaceClosed",
    "PromptError",
    "ReaderCrashed",
    "ReadingOutOfMemory",
    "ReadingTimedOut",
    "RosterError",
    "SettingError",
    "ShortAlready",
    "StoreError",
    "StoreInUse",
    "StoreTooNew",
    "StoreUnavailable",
    "ThreadError",
    "TokenRefused",
    "UsageError",
    "WishNeedsModel",
    "WriterError",
    "WriterNotAllowed",
    "WriterNotSetUp",
    "WriterRefused",
    "WriterUnavailable",
]
