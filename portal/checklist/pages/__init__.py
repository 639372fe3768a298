"""What the checklist's pages show, put together from the answers, the rules and the reference facts."""

from portal.checklist.pages.brief import BriefFile, BriefPage, brief_file, brief_page
from portal.checklist.pages.questions import QuestionPage, question_page
from portal.checklist.pages.reading import CheckPage, check_page
from portal.checklist.pages.start import StartPage, start_page
from portal.checklist.pages.tasks import TasksPage, tasks_page
from portal.checklist.pages.ways import onward

__all__ = [
    "BriefFile",
    "BriefPage",
    "CheckPage",
    "QuestionPage",
    "StartPage",
    "TasksPage",
    "brief_file",
    "brief_page",
    "check_page",
    "onward",
    "question_page",
    "start_page",
    "tasks_page",
]
