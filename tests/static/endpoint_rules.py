"""What is asked of everything that a browser may call. Each rule yields the problems of one endpoint."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .app_files import tree_of
from .calls import Scope, called_name, calls_in, last_name, reached, resolve
from .dotted_paths import Function
from .endpoints import Endpoint
from .problems import Problem

# Who asks, and what for, is never taken from the browser.
NEVER_SENT = {"user", "owner", "ignore_permissions", "doctype"}

# Questions about a right that answer yes or no: they guard where the answer no ends the function.
QUESTIONS = {"may_see", "may_act_for_scheme", "opens"}

CHANGES = {
	"save",
	"insert",
	"submit",
	"cancel",
	"delete",
	"db_set",
	"db_insert",
	"db_update",
	"set_value",
	"delete_doc",
	"rename_doc",
	"bulk_insert",
	"add_comment",
	"apply_workflow",
	"enqueue",
	"sendmail",
}

# What reads or writes without asking whether the user may.
UNCHECKED = CHANGES | {
	"get_doc",
	"get_cached_doc",
	"get_last_doc",
	"get_all",
	"get_value",
	"get_cached_value",
	"get_single_value",
	"get_values",
	"exists",
	"count",
	"sql",
	"from_",
	"get_query",
	"run",
}


def typed(endpoint: Endpoint) -> Iterator[Problem]:
	"""Every argument has a type, and so has what comes back."""
	for argument in endpoint.arguments:
		if argument.annotation is None:
			yield endpoint.problem(f"the argument {argument.arg} has no type")
		elif ast.unparse(argument.annotation) in ("Any", "object"):
			yield endpoint.problem(f"the type of {argument.arg} lets anything through")
	if endpoint.function.returns is None:
		yield endpoint.problem("says nowhere what it returns")
	if endpoint.function.args.kwarg or endpoint.function.args.vararg:
		yield endpoint.problem("takes any arguments that are sent")


def enforced(endpoint: Endpoint) -> Iterator[Problem]:
	"""Types are types and not text, because Frappe holds what a browser sends against nothing that is a string.

	With `from __future__ import annotations` all of a module's are. What is known while types are checked only stands
	in quotes there, but not as an argument of an endpoint.
	"""
	if any(
		isinstance(node, ast.ImportFrom) and node.module == "__future__"
		for node in tree_of(endpoint.path).body
	):
		yield endpoint.problem(
			"its module imports annotations from __future__, so its types are not enforced"
		)
	for argument in endpoint.arguments:
		parts = ast.walk(argument.annotation) if argument.annotation else ()
		if any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts):
			yield endpoint.problem(f"the type of {argument.arg} stands in quotes, so it is not enforced")


def named(endpoint: Endpoint, fixed_by_platform: frozenset[str] = frozenset()) -> Iterator[Problem]:
	"""No argument says who asks, or lets the browser choose a DocType or leave permissions aside.

	`fixed_by_platform`: endpoints whose arguments Frappe prescribes, by dotted path.
	"""
	for argument in endpoint.arguments:
		if argument.arg in NEVER_SENT and not (
			argument.arg == "doctype" and endpoint.dotted in fixed_by_platform
		):
			yield endpoint.problem(f"takes {argument.arg} from the browser")


# Stands in the place of the platform's own, which is open to visitors and asks for the right to read, like this one.
OPEN_LIKE_THE_PLATFORM = {"mentoring_scheme.access.timeline.has_permission"}

# Asks for a key that the site has sealed instead of an account.
OPEN_BY_KEY = {"mentoring_scheme.portal.api.feedback.give_by_link"}

# Keeps nothing on the site for a visitor, whose browser is told.
KEEPS_NOTHING = {"mentoring_scheme.portal.api.languages.choose"}
OPEN_FOR_A_REASON = OPEN_LIKE_THE_PLATFORM | OPEN_BY_KEY | KEEPS_NOTHING


def for_members(endpoint: Endpoint) -> Iterator[Problem]:
	"""Nothing is open to visitors who have not signed in."""
	if endpoint.option("allow_guest") and endpoint.dotted not in OPEN_FOR_A_REASON:
		yield endpoint.problem("is open to guests")


def posted(endpoint: Endpoint) -> Iterator[Problem]:
	"""What changes something is called by POST only, so that no link in a mail can trigger it.

	This goes for methods of documents, too: Frappe holds a form's call (run_doc_method) to the methods named here. A
	GET of /api/resource with run_method is not held to them in version 15, but there Frappe rolls back what was done.
	"""
	if changes_something(endpoint) and endpoint.option("methods") != ["POST"]:
		yield endpoint.problem('changes something, so it needs @frappe.whitelist(methods=["POST"])')


def guarded(endpoint: Endpoint) -> Iterator[Problem]:
	"""The permission is checked before anything is done, on every way through the function.

	A method of a document checks for itself: before it is called, Frappe asks for read permission only.
	"""
	if not is_guarded(endpoint.function, endpoint.scope) and not asks_lists_only(endpoint):
		yield endpoint.problem(
			"does not begin with a permission check (check_permission, only_for, a guard of access/)"
		)


def asks_enough(endpoint: Endpoint) -> Iterator[Problem]:
	"""What changes something asks for more than reading: a right to change, a role, or whose turn it is."""
	if changes_something(endpoint) and is_guarded(endpoint.function, endpoint.scope):
		checks = (
			call for _, function in reached(endpoint.function, endpoint.scope) for call in calls_in(function)
		)
		if not any(_asks_more_than_reading(call) for call in checks):
			yield endpoint.problem("changes something and asks for no more than the right to read")


def on_what_is_stored(endpoint: Endpoint) -> Iterator[Problem]:
	"""A method that changes a document works on what is stored: `with stored(self) as …`, or after `self.reload()`.

	A form's call (run_doc_method) brings the whole document along as the browser has it, whatever is in its fields.
	"""
	if not endpoint.is_method:
		return
	calls = [call for call in calls_in(endpoint.function) if called_name(call).startswith("self.")]
	fresh = [call.lineno for call in calls if last_name(call) in ("reload", "load_from_db")]
	for call in calls:
		if last_name(call) in CHANGES - {"add_comment"} and not any(line < call.lineno for line in fresh):
			yield Problem(
				endpoint.path,
				call.lineno,
				f"{endpoint.function.name} saves the document as the browser sent it",
			)


ENDPOINT_RULES = (typed, enforced, for_members, posted, guarded, asks_enough, on_what_is_stored)


def changes_something(endpoint: Endpoint) -> bool:
	return any(
		last_name(call) in CHANGES and not _is_list_insert(call)
		for _, function in reached(endpoint.function, endpoint.scope)
		for call in calls_in(function)
	)


def asks_lists_only(endpoint: Endpoint) -> bool:
	"""Whether the only data that an endpoint gives out come from get_list, which asks for permission itself."""
	names = [
		called_name(call)
		for _, function in reached(endpoint.function, endpoint.scope)
		for call in calls_in(function)
	]
	return "frappe.get_list" in names and not any(name.rpartition(".")[2] in UNCHECKED for name in names)


def is_guarded(function: Function, scope: Scope, seen: frozenset[int] = frozenset()) -> bool:
	"""Whether a permission check stands on every way through, before anything else is done."""
	return id(function) not in seen and _guards(function.body, scope, seen | {id(function)})


def _guards(body: list[ast.stmt], scope: Scope, seen: frozenset[int]) -> bool:
	for statement in body:
		if isinstance(statement, ast.With) and (
			_any_guard(statement.items, scope, seen) or _guards(statement.body, scope, seen)
		):
			return True
		if isinstance(statement, ast.If) and _is_refusal(statement):
			return True
		if isinstance(statement, ast.Expr | ast.Assign | ast.AnnAssign | ast.Return) and _any_guard(
			[statement], scope, seen
		):
			return True
		if not _prepares(statement):
			return False
	return False


def _any_guard(
	nodes: list[ast.AST] | list[ast.stmt] | list[ast.withitem], scope: Scope, seen: frozenset[int]
) -> bool:
	return any(_is_guard(call, scope, seen) for node in nodes for call in _unconditional_calls(node))


def _unconditional_calls(node: ast.AST) -> Iterator[ast.Call]:
	"""The calls that are made whenever a statement runs: not those of a lambda or of one branch."""
	if isinstance(node, ast.Call):
		yield node
	for child in ast.iter_child_nodes(node):
		if isinstance(node, ast.IfExp) and child is not node.test:
			continue
		if isinstance(node, ast.BoolOp) and child is not node.values[0]:
			continue
		if not isinstance(child, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
			yield from _unconditional_calls(child)


def _is_guard(call: ast.Call, scope: Scope, seen: frozenset[int]) -> bool:
	name = called_name(call)
	if name.endswith(".check_permission") or name == "frappe.only_for":
		return True
	if name == "frappe.has_permission":
		return any(each.arg == "throw" and ast.unparse(each.value) == "True" for each in call.keywords)
	target = resolve(call, scope)
	return target is not None and is_guarded(target[1], target[0], seen)


def _is_refusal(statement: ast.If) -> bool:
	"""`if …: frappe.throw(…, frappe.PermissionError)`, or one of the questions with an end of the function."""
	last = statement.body[-1]
	if any(last_name(call) in QUESTIONS for call in calls_in(statement.test)):
		return isinstance(last, ast.Return | ast.Raise) or _throws(last)
	return (isinstance(last, ast.Raise) or _throws(last)) and "PermissionError" in ast.unparse(last)


def _throws(statement: ast.stmt) -> bool:
	return isinstance(statement, ast.Expr) and any(
		called_name(call) == "frappe.throw" for call in calls_in(statement)
	)


def _prepares(statement: ast.stmt) -> bool:
	"""What may stand before the check: names, an early look-up, a refusal of nonsense; nothing that lasts."""
	if isinstance(statement, ast.If):
		return not statement.orelse and (
			isinstance(statement.body[-1], ast.Raise) or _throws(statement.body[-1])
		)
	if isinstance(statement, ast.Expr):
		return isinstance(statement.value, ast.Constant)
	if isinstance(statement, ast.Assign | ast.AnnAssign | ast.Import | ast.ImportFrom):
		return not any(last_name(call) in CHANGES for call in calls_in(statement))
	return False


def _asks_more_than_reading(call: ast.Call) -> bool:
	name = called_name(call)
	if name.endswith(".check_permission") or name == "frappe.has_permission":
		return bool(call.args) and not all(
			ast.unparse(each) in ("'read'", '"read"') for each in call.args[-1:]
		)
	return name == "frappe.only_for" or "PermissionError" in ast.unparse(call)


def _is_list_insert(call: ast.Call) -> bool:
	return last_name(call) == "insert" and len(call.args) == 2
