package procedure

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// good is the smallest procedure that is read.
const good = `name: own
title: Own procedure
version: "1"
intake: {channels: [{name: email}]}
`

func TestTheSmallestProcedure(t *testing.T) {
	p, err := Parse([]byte(good))
	if err != nil {
		t.Fatal(err)
	}
	for what, offered := range map[string][]string{"why this person": p.Assign.Reasons, "forms of an answer": p.Answer.Forms, "outcomes": p.Answer.Outcomes} {
		if len(offered) == 0 {
			t.Errorf("of %s nothing is offered, so that no case gets past it", what)
		}
	}
}

// A file that asks for a call and does not say how often has the number of the house: with
// none a case could be closed an hour after its answer.
func TestTriesWhereTheFileSaysNothing(t *testing.T) {
	for src, want := range map[string]int{
		"":                               0,
		"follow_up: {required: true}\n":  attempts,
		"steps: {first_contact: true}\n": attempts,
		"follow_up: {required: true, attempts: 1}\n": 1,
	} {
		p, err := Parse([]byte(good + src))
		if err != nil {
			t.Fatal(err)
		}
		if p.FollowUp.Attempts != want {
			t.Errorf("%s: %d tries, want %d", src, p.FollowUp.Attempts, want)
		}
	}
}

// Each trap of YAML is an error with its place, and gives no procedure at all.
func TestTrapsOfYAML(t *testing.T) {
	for _, tc := range []struct {
		name, src    string
		line, column int
		says         string
	}{
		{"unknown key", good + "prefiks: K\n", 5, 1, `unknown field "prefiks"`},
		{"unknown key inside", good + "steps: {read_bak: true}\n", 5, 9, `unknown field "read_bak"`},
		{"duplicate key", good + "name: other\n", 5, 1, "already defined"},
		{"duplicate key inside", good + "steps: {explain: true, explain: false}\n", 5, 24, "already defined"},
		{"second document", good + "---\n" + good, 5, 1, "second document"},
		{"second document, empty", good + "---\n", 5, 1, "second document"},
		{"second document after a header", "---\n" + good + "---\nname: b\n", 6, 1, "second document"},
		{"anchor", good + "prefix: &p K\n", 5, 9, "reference"},
		{"alias", good + "prefix: *p\n", 5, 9, "reference"},
		{"merge key", good + "close:\n  <<: {report: true}\n", 6, 3, "reference"},
		{"bomb", good + "natures: &a [x, x]\nconfidential: [*a, *a]\n", 5, 10, "reference"},
		{"cycle", good + "natures: &a [*a]\n", 5, 10, "reference"},
		{"tag", good + "prefix: !!binary SyI=\n", 5, 9, "tag (!)"},
		{"directive", "%YAML 1.1\n---\n" + good, 1, 1, "directive (%)"},
		{"deep brackets", good + "natures: " + strings.Repeat("[", 20000) + "\n", 5, 1001, "1000 bytes"},
		{"deep brackets in a short line", good + "natures: " + strings.Repeat("[", 900) + "\n", 5, 20, "10 brackets within brackets"},
		{"deep braces over lines", good + "close:\n" + strings.Repeat("  {a:\n", 900), 16, 3, "10 brackets within brackets"},
		{"long file", good + strings.Repeat("# padding\n", 7000), 0, 0, "at most 65536 are read"},
		{"tab", good + "close:\n\treport: true\n", 6, 1, "a tab stands here; indent with spaces"},
		{"not closed", good + "natures: [a, b\n", 5, 10, "not found"},
		{"list where a map is wanted", "- a\n- b\n", 1, 1, "here belong keys with values (key: …), not a list (- …)"},
		{"number where a list is wanted", good + "duties: 3\n", 5, 9, "here belongs a list (- …), not a number"},
		{"word where yes or no is wanted", good + "steps: {explain: maybe}\n", 5, 18, "here belongs true or false, not a text"},
		{"number without end", good + "follow_up: {attempts: 99999999999999999999}\n", 5, 23, "overflow"},
		{"negative number", good + "follow_up: {attempts: -3}\n", 5, 23, "-3 is not between 0 and 100"},
		{"Latin-1", good + "prefix: \xe9\n", 5, 9, "no UTF-8"},
		{"UTF-16", "\xff\xfen\x00a\x00", 1, 1, "no UTF-8"},
		{"byte order mark", "\ufeff" + good, 1, 1, "BOM"},
		{"null byte", good + "prefix: K\x00\n", 5, 10, "U+0000"},
		{"Windows line ends", strings.ReplaceAll(good, "\n", "\r\n") + "prefiks: K\r\n", 5, 1, `unknown field "prefiks"`},
		{"empty", "", 0, 0, "empty"},
		{"only a comment", "# nothing\n", 0, 0, "empty"},
		{"nothing", "~\n", 1, 1, "not nothing"},
		{"wrong calendar", good + "calendar: nl-ofice\n", 5, 11, `unknown word "nl-ofice"`},
		{"wrong language", good + "language: fr\n", 5, 11, `unknown word "fr"`},
		{"wrong day", good + "dated: 2026-02-30\n", 5, 8, "is not a day"},
		{"wrong period", good + "reopen: {within: 12m}\n", 5, 18, "is not a period"},
		{"wrong word inside", good + "duties:\n  - kind: assign\n    starts_on: received\n    within: 1bd\n    done_by: [assignd]\n    owner: officer\n", 9, 15, `unknown word "assignd"`},
		{"duty without an end", good + "duties:\n  - kind: assign\n    starts_on: received\n", 6, 5, "a duty needs"},
		{"no name", strings.Replace(good, "name: own\n", "", 1), 1, 1, "name is required"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			start := time.Now()
			p, err := Parse([]byte(tc.src))
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("refused after %s", took)
			}
			var fs Faults
			if p != nil || !errors.As(err, &fs) || len(fs) == 0 {
				t.Fatalf("procedure %v, error %v", p, err)
			}
			if f := fs[0]; f.Line != tc.line || f.Column != tc.column || !strings.Contains(f.Says, tc.says) {
				t.Errorf("%d:%d: %s\nwant %d:%d and %q\n%s", f.Line, f.Column, f.Says, tc.line, tc.column, tc.says, f.Excerpt)
			}
			if f := fs[0]; f.Line > 0 && !strings.HasSuffix(f.Excerpt, "^") || len(f.Excerpt) > 1000 {
				t.Errorf("excerpt\n%s", f.Excerpt)
			}
		})
	}
}

// A date may stand there with or without quotes, and a comment or a header
// before the document.
func TestWhatIsAllowedInYAML(t *testing.T) {
	for _, src := range []string{
		"# a comment\n---\n" + good, "---\n" + good, good + "dated: 2026-02-28\n", good + "dated: \"2026-02-28\"\n",
		strings.ReplaceAll(good, "\n", "\r\n"), strings.Replace(good, "Own procedure", "K & co * 2", 1),
	} {
		if _, err := Parse([]byte(src)); err != nil {
			t.Errorf("%q:\n%v", src, err)
		}
	}
}

func TestAnErrorShowsThePlace(t *testing.T) {
	src := good + "close: {report: true}\nlanguage: fr\ncalendar: nl\n"
	_, err := ParseFile("own.yml", []byte(src))
	want := `procedure: own.yml:6:11: unknown word "fr"; one of nl, da, en
     4 | intake: {channels: [{name: email}]}
     5 | close: {report: true}
>    6 | language: fr
       |           ^
procedure: own.yml:7:11: unknown word "nl"; one of dk-bank, dk-office, dk-statutory, nl-atw, nl-gf, nl-office
     5 | close: {report: true}
     6 | language: fr
>    7 | calendar: nl
       |           ^`
	if err == nil {
		t.Fatal("it is read")
	}
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Errorf("error (-want +got):\n%s", diff)
	}
	_, err = ParseFile("empty.yml", nil)
	if err == nil || err.Error() != "procedure: empty.yml: the file is empty" {
		t.Errorf("empty file: %v", err)
	}
}

// An excerpt never moves the cursor of a terminal, and stays narrow.
func TestAnExcerptIsHarmless(t *testing.T) {
	f := faultAt([]byte("a: \x1b[2J\x7f\xff\r\nb: "+strings.Repeat("é", 500)), 2, 400, "so")
	want := "     1 | a:  [2J \uFFFD\n>    2 | b: " + strings.Repeat("é", 97) + "…\n       | " + strings.Repeat(" ", 100) + "^"
	if diff := cmp.Diff(want, f.Excerpt); diff != "" {
		t.Errorf("excerpt (-want +got):\n%s", diff)
	}
	if f := faultAt([]byte("a"), 9, 0, "so"); f.Line != 1 || f.Column != 1 {
		t.Errorf("a place outside the file is %d:%d", f.Line, f.Column)
	}
}

// A version that was kept is read by what it says, whatever is asked of files by now.
func TestWhatWasStoredStaysReadable(t *testing.T) {
	for name, src := range map[string]string{
		"a key that is gone":              good + "prefiks: K\n",
		"a role that may not handle":      good + "assign: {roles: [filer]}\n",
		"a third party that stands twice": good + "external: [{name: A}, {name: A}]\n",
		"no title":                        strings.Replace(good, "title: Own procedure\n", "", 1),
	} {
		if _, err := Parse([]byte(src)); err == nil {
			t.Errorf("%s: today's check has nothing against it", name)
		}
		p, err := Stored([]byte(src))
		if err != nil || p.Name != "own" || len(p.Answer.Outcomes) == 0 {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
	for _, src := range []string{"", "name: [", "- a\n"} {
		if p, err := Stored([]byte(src)); err == nil {
			t.Errorf("%q is read as %+v", src, p)
		}
	}
	was, err := Parse([]byte(good + duties))
	if err != nil {
		t.Fatal(err)
	}
	again, err := Stored([]byte(good + duties))
	if err != nil || !reflect.DeepEqual(was, again) {
		t.Errorf("what is right today is read in another way: %v", err)
	}
}
