package lang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/goccy/go-yaml"
)

// group is a set of ids that Go puts together from a prefix and a code. The
// prefix stands in the program as a literal, "words.via."; the members come
// from where the codes are defined.
type group struct {
	prefix  string
	members func(*testing.T) []string
}

var groups = []group{
	{"words.role.", constants("complaint", "Role")},
	{"words.via.", presetValues("channels", "name", "meeting")},
	{"filing.via.", presetValues("channels", "name")},
	{"words.outcome.", presetValues("outcomes", "")},
	{"words.period.", constants("calendar", "Unit")},
	{"list.filter.", codes("open", "overdue", "mine", "unassigned", "waiting", "ready", "answered", "closed")},
	{"search.period.", codes("month", "quarter", "year", "before")},
	{"list.sort.", codes("due", "new", "handler")},
	{"state.", constants("complaint", "Face")},
	{"step.", stringsGivenTo("complaint", "wrongState", "takenAlready")},
	{"approval.by.", codes("email", "letter", "phone", "meeting")}, // as procedures may name them
	{"trouble.why.", codes("gone", "archived", "public", "shared", "outsider", "crowded", "refused")},
	{"calendar.set.", codes("nl_office", "nl_gf", "nl_atw", "dk_office", "dk_statutory", "dk_bank")},
	{"calendar.day.", codes("new_years_day", "maundy_thursday", "good_friday", "easter_monday", "great_prayer_day", "ascension_day", "whit_monday", "christmas_day", "second_christmas_day",
		"kings_day", "liberation_day", "decree_day", "constitution_day", "christmas_eve", "new_years_eve", "day_after_ascension", "company_closed")},
	{"link.status.", codes("http", "unreachable", "timeout", "certificate", "redirect", "insecure")},
	{"revision.outcome.", codes("same", "change")},
	{"promises.publish.", codes("website", "download")},
	{"promises.report.", codes("quarter", "half_year", "year")},
	{"promises.kept.", codes("target", "min", "max")},
	{"measure.changes.", codes("none", "tell", "told")},
	{"close.measure.", codes("no", "yes")},
	{"verdict.", codes("approved", "changes_asked", "approval_withdrawn", "commitment_kept", "commitment_dropped", "measure_done", "measure_dropped", "measure_told", "agreement_given", "agreement_denied", "extension_agreed", "extension_refused", "extension_withdrawn")},
	{"duty.", both(presetValues("duties", "kind"), codes("commitment", "measure", "tell_measure", "hold", "advice", "hearing"))},
	{"advice.event.", codes("measure_taken", "measure_done", "measure_dropped")},
	{"advice.", codes("title", "yours", "note", "done_by", "dropped_by")},
	{"measure.", codes("title", "yours", "note", "done_by", "dropped_by")},
	{"words.category.", presetValues("categories", "")},
	{"words.party.", presetValues("parties", "")},
	{"signs.", codes("head", "word", "strong", "act", "manner", "doubt")},
	{"words.weight.", codes("minor", "serious", "legal")},
	{"words.submitted.", codes("oral", "written")},
	{"error.closed.", codes("holiday", "weekend", "company")},
	{"respond.vacant.", codes("declined", "interest", "left")},
	{"card.trail.", codes("step", "received", "confirmed", "assigned", "approved", "answered", "followed_up", "closed")},
	{"card.button.", constants("complaint", "Step")},
	{"card.nature.", presetValues("natures", "")},
	{"card.satisfaction.", codes("satisfied", "no_reply", "no_contact", "untold")},
	{"followup.tick.", codes("kept", "fixed")},
	{"followup.result.", codes("satisfied", "dissatisfied", "no_reply", "no_contact")},
	{"followup.means.", codes("satisfied", "dissatisfied", "no_reply", "no_contact")},
	{"casefile.tab.", codes("overview", "contacts", "answers", "dates", "promises", "measures", "files", "history", "readers")},
	{"casefile.empty.", codes("contacts", "answers", "dates", "promises", "measures", "files", "history", "readers")},
	{"correct.fact.", without("day", constants("complaint", "FactCode"))},
	{"correct.effect.", codes("sees", "free", "barred", "leaves", "returns", "shelved", "stays", "outcome", "approval", "nature", "hides", "hidden", "hears", "bound", "unbound", "receives", "aside", "co_owner", "consult", "again", "next", "unmet", "address", "email", "agreed", "term", "delay", "keeper", "plan")},
	{"correct.day.", codes("plan_agreed", "commitment_made", "disputed", "ruled", "hold_set", "extended")},
	{"correct.reached.", codes("contacted", "attempted")},
	{"correct.happened.", codes("yes", "no")},
	{"thread.event.", both(constants("complaint", "Kind"), codes("settled"))},
	{"filing.nature.", presetValues("natures", "")},
	{"assign.why.", presetValues("reasons", "")},
	{"assign.by.", codes("colleague", "outside", "unknown")},
	{"assign.bar.", codes("named", "delivered", "interest", "elsewhere")},
	{"ending.end.", codes("withdrawn", "duplicate", "filed_in_error", "question", "no_complaint")},
	{"ending.note.", codes("withdrawn", "duplicate", "filed_in_error", "question", "no_complaint")},
	{"ending.line.", codes("withdrawn", "duplicate", "filed_in_error", "question", "no_complaint")},
	{"road.title.", codes("reopen", "waive", "unreached", "untold", "keep_day", "update", "enter", "report", "release", "carry_out")},
	{"road.submit.", codes("reopen", "waive", "unreached", "untold", "keep_day", "update", "enter", "report", "release", "carry_out")},
	{"road.about.", codes("reopen", "reopen_late", "waive", "unreached", "untold", "keep_day", "update", "enter", "report", "release", "carry_out")},
	{"road.when.", codes("reopen", "carry_out", "enter")},
	{"road.label.", codes("reopen", "waive", "unreached", "untold", "keep_day", "update", "enter", "report", "release")},
	{"request.why.", constants("complaint", "Ask")},
	{"request.what.", constants("complaint", "Ask")},
	{"request.header.", codes("unverified", "unreached", "untold", "handler", "end")},
	{"request.given.", codes("unverified", "unreached", "untold", "handler", "end")},
	{"road.binding.", codes("yes", "no", "unknown")},
	{"road.dispute.accepted.", codes("yes", "no")},
	{"road.dispute.said.", codes("yes", "no")},
	{"road.dispute.initiative.", codes("customer", "company")},
	{"compare.part.", codes("form", "outcome", "facts", "text", "reasons", "promises", "letter")},
	{"hint.good.", codes("oral", "handler", "external", "letter", "words")},
	{"hint.lacks.", codes("promises", "oral", "handler", "letter", "unread")},
	{"followup.tick.", codes("kept", "fixed", "stays")},
	{"followup.grade.", codes("1", "2", "3", "4", "5")},
	{"filing.sign.", codes("word", "strong", "act", "manner")},
	{"contact.tip.", codes("let_finish", "at_ease", "sorry", "solution", "loyal", "own_card")},
	{"contact.point.", codes("let_finish", "at_ease", "sorry", "solution", "loyal", "own_card")},
	{"close.todo.", codes("answer_told", "contact_logged", "details_checked", "followed_up", "ruling_done", "files_kept", "classified", "explained",
		"point.let_finish", "point.at_ease", "point.sorry", "point.solution", "point.loyal", "point.own_card")},
	{"close.point.", codes("let_finish", "at_ease", "sorry", "solution", "loyal", "own_card")},
	{"details.how.", codes("asked", "document", "register")},
	{"hint.good.", codes("oral", "handler", "external", "letter", "sides", "words", "names")},
	{"hint.lacks.", codes("promises", "oral", "handler", "letter", "unread", "sides")},
	{"duty.done.", presetValues("duties", "kind")},
	{"duty.does.", both(presetValues("duties", "kind"), codes("tell_measure", "hold"))},
	{"people.role.", without("co_owner", without("filer", constants("complaint", "Role")))},
	{"people.does.", without("co_owner", without("filer", constants("complaint", "Role")))},
	{"keeping.why.", codes("term", "request", "wrong", "needless")},
	{"people.concern.", codes("uncovered", "unfilled", "about", "approver", "sole", "alone", "last", "left", "confidant", "employer")},
	{"filing.against.", codes("employee", "client")},
}

// codes is for a closed list that no type stands for.
func codes(values ...string) func(*testing.T) []string {
	return func(*testing.T) []string { return values }
}

// without leaves one member out.
func without(one string, list func(*testing.T) []string) func(*testing.T) []string {
	return func(t *testing.T) []string {
		return slices.DeleteFunc(list(t), func(member string) bool { return member == one })
	}
}

// both joins two lists.
func both(one, other func(*testing.T) []string) func(*testing.T) []string {
	return func(t *testing.T) []string { return append(one(t), other(t)...) }
}

// constants lists the string constants of a type in one of our packages.
func constants(folder, typeName string) func(*testing.T) []string {
	return found(folder, func(n ast.Node) ast.Expr {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return nil
		}
		if kind, ok := spec.Type.(*ast.Ident); !ok || kind.Name != typeName {
			return nil
		}
		return spec.Values[0]
	})
}

// stringsGivenTo lists the literals that a method of one of our packages is
// called with.
func stringsGivenTo(folder string, methods ...string) func(*testing.T) []string {
	return found(folder, func(n ast.Node) ast.Expr {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return nil
		}
		if name, ok := call.Fun.(*ast.SelectorExpr); !ok || !slices.Contains(methods, name.Sel.Name) {
			return nil
		}
		return call.Args[0]
	})
}

// found lists the literals that pick picks from the files of a package.
func found(folder string, pick func(ast.Node) ast.Expr) func(*testing.T) []string {
	return func(t *testing.T) []string {
		t.Helper()
		paths, err := filepath.Glob(filepath.Join(root, folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		var values []string
		for _, path := range paths {
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if picked := pick(n); picked != nil {
					if value, ok := stringOf(picked); ok && value != "" {
						values = append(values, value)
					}
				}
				return true
			})
		}
		if len(values) == 0 {
			t.Errorf("nothing found in %s", folder)
		}
		return values
	}
}

// presets reads the procedures as plain data, with the invented one of tests,
// which has what the presets lack.
func presets(t *testing.T) []any {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(root, "procedure", "presets", "*.yml"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no presets: %v", err)
	}
	paths = append(paths, filepath.Join(root, "procedure", "testdata", "invented.yml"))
	var all []any
	for _, path := range paths {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var one any
		if err := yaml.Unmarshal(body, &one); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all = append(all, one)
	}
	return all
}

// presetValues lists what the presets have under a key: its values, or that
// field of them, and the codes that only the program has.
func presetValues(key, field string, more ...string) func(*testing.T) []string {
	return func(t *testing.T) []string {
		t.Helper()
		found := map[string]bool{}
		for _, name := range more {
			found[name] = true
		}
		all := presets(t)
		walk(all, func(k string, v any) {
			items, _ := v.([]any)
			for _, item := range items {
				if object, ok := item.(map[string]any); ok && k == key {
					item = object[field]
				}
				if s, ok := item.(string); ok && k == key {
					found[s] = true
				}
			}
		})
		for _, one := range all { // what a procedure names itself needs no text of ours
			names, _ := one.(map[string]any)["names"].(map[string]any)
			named, _ := names[key].(map[string]any)
			for name := range named {
				delete(found, name)
			}
		}
		return slices.Sorted(maps.Keys(found))
	}
}

// presetIDs are the texts that procedures name.
func presetIDs(t *testing.T, like *regexp.Regexp) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	walk(presets(t), func(_ string, v any) {
		if s, ok := v.(string); ok && like.MatchString(s) {
			found[s] = true
		}
	})
	return found
}

// walk visits every value of a YAML document with the key it stands under.
func walk(v any, visit func(key string, v any)) {
	var down func(key string, v any)
	down = func(key string, v any) {
		visit(key, v)
		switch v := v.(type) {
		case map[string]any:
			for k, item := range v {
				down(k, item)
			}
		case []any:
			for _, item := range v {
				down(key, item)
			}
		}
	}
	down("", v)
}
