package procedure

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"ombud/calendar"
)

var update = flag.Bool("update", false, "write what is generated")

// words says which words a field takes. A field that is missing here takes
// any.
var words = map[string][]string{
	"Procedure.language": Languages, "Procedure.calendar": calendar.Sets(), "Procedure.lead": Roles, "Steps.take_over": Roles, "Classify.by": Roles, "Steps.inform": Roles, "Answer.told_by": Roles,
	"Duty.while": Roles, "Wording.also": Places, "Recommend.to": Deciders, "Duty.restarts_on": Restarts,
	"Channel.name": Channels, "Confirm.forms": Forms, "Answer.forms": Forms, "Answer.outcomes": Outcomes,
	"Procedure.texts": slices.Sorted(maps.Keys(Letters)), "Answer.consult": Roles, "Assign.roles": Handlers, "Names.roles": Roles,
	"Contact.by": Roles, "Contact.consult": Roles, "Contact.points": Points, "Intake.signs": Signs, "Close.points": Points, "Spoken.by": Roles, "Approval.role": Deciders, "Approval.two_for": Weights, "Extend.agreement": Deciders, "Body.binding": Bindings,
	"Duty.starts_on": Starts, "Duty.done_by": Ends, "Duty.owner": Roles, "Duty.agreed": {"day"},
	"Agreement.handler": Deciders, "Agreement.no_complaint": Deciders, "Agreement.unreached": Deciders, "Agreement.unverified": Deciders,
	"Review.by": Roles, "Publish.on": Publications, "Procedure.address": {"u", "je", "du", "you"}, "Report.every": ReportPeriods,
	"Duty.per": {PerCase, PerRound}, "Duty.only": Channels, "Duty.only_if": Flags,
}

// required lists the keys that each of a type must have.
var required = map[string][]string{
	"Procedure": {"name", "title", "version", "intake"}, "Intake": {"channels"}, "Channel": {"name"}, "Body": {"name"},
	"Report": {"every"}, "Noun": {"one", "the", "many"}, "Deed": {"do", "does", "done"},
	"Duty": {"kind", "starts_on", "done_by", "owner"}, "Avoided": {"word"},
}

// least is how much a number must be; what is missing here may be nothing.
var least = map[string]int{"FollowUp.attempts": 1}

type object = map[string]any

// generator writes types as JSON Schema, with the comments of their fields.
type generator struct {
	says map[string]string // by "Type.key" or "Type"
	defs object
	used map[string]bool // of words
}

func (g *generator) of(t reflect.Type, at string) object {
	list := g.words(at)
	switch {
	case t.Kind() == reflect.Pointer:
		return g.of(t.Elem(), at)
	case t == reflect.TypeFor[calendar.Period]():
		return object{"type": "string", "pattern": "^[1-9][0-9]*(bd|bh|wh|h|d|w|mo|y)$"}
	case t == reflect.TypeFor[calendar.Roll]():
		return object{"enum": []string{calendar.RollForward.String(), calendar.RollNone.String()}}
	case t.Kind() == reflect.Map && list == nil: // codes of the company's own
		return object{"type": "object", "minProperties": 1, "propertyNames": object{"pattern": code.String()}, "additionalProperties": g.of(t.Elem(), at)}
	case t.Kind() == reflect.Map:
		return object{"type": "object", "minProperties": 1, "propertyNames": object{"enum": list}, "additionalProperties": object{"type": "string", "minLength": 1}}
	case t.Kind() == reflect.Slice:
		list := object{"type": "array", "minItems": 1, "items": g.of(t.Elem(), at)}
		if t.Elem().Kind() == reflect.String {
			list["uniqueItems"] = true
		}
		return list
	case t.Kind() == reflect.Bool:
		return object{"type": "boolean"}
	case t.Kind() == reflect.Int:
		return object{"type": "integer", "minimum": least[at], "maximum": mostTimes}
	case t.Kind() == reflect.Struct:
		return g.structure(t)
	case list != nil:
		return object{"enum": list}
	}
	return object{"type": "string", "minLength": 1}
}

func (g *generator) words(at string) []string {
	g.used[at] = words[at] != nil
	return words[at]
}

func (g *generator) structure(t reflect.Type) object {
	if g.defs[t.Name()] == nil {
		props := object{}
		g.defs[t.Name()] = object{
			"type": "object", "description": g.says[t.Name()], "additionalProperties": false, "properties": props, "minProperties": 1,
		}
		if keys := required[t.Name()]; keys != nil {
			g.defs[t.Name()].(object)["required"] = keys
		}
		for f := range t.Fields() {
			at := t.Name() + "." + f.Tag.Get("yaml")
			p := g.of(f.Type, at)
			if says := g.says[at]; says != "" {
				p["description"] = says
			}
			props[f.Tag.Get("yaml")] = p
		}
	}
	return object{"$ref": "#/$defs/" + t.Name()}
}

// comments reads what the source says of types and fields.
func comments(t *testing.T) map[string]string {
	t.Helper()
	says := map[string]string{}
	for _, name := range []string{"procedure.go", "answer.go", "intake.go", "names.go", "codes.go", "wording.go", "review.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			d, ok := decl.(*ast.GenDecl)
			if !ok || d.Tok != token.TYPE {
				continue
			}
			spec := d.Specs[0].(*ast.TypeSpec)
			says[spec.Name.Name] = oneLine(d.Doc)
			s, ok := spec.Type.(*ast.StructType)
			if !ok {
				continue
			}
			for _, f := range s.Fields.List {
				if f.Tag != nil {
					key := reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get("yaml")
					says[spec.Name.Name+"."+key] = strings.TrimSpace(oneLine(f.Doc) + " " + oneLine(f.Comment))
				}
			}
		}
	}
	return says
}

func oneLine(c *ast.CommentGroup) string { return strings.Join(strings.Fields(c.Text()), " ") }

func TestSchemaIsUpToDate(t *testing.T) {
	g := &generator{says: comments(t), defs: object{}, used: map[string]bool{}}
	root := g.structure(reflect.TypeFor[Procedure]())
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "Ombud: a written complaint procedure"
	root["$defs"] = g.defs
	var want bytes.Buffer
	enc := json.NewEncoder(&want)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(root); err != nil {
		t.Fatal(err)
	}
	for at := range words {
		if !g.used[at] {
			t.Errorf("no field %s takes words", at)
		}
	}
	if *update {
		if err := os.WriteFile("schema.json", want.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want.String(), string(Schema())); diff != "" {
		t.Errorf("go test ./procedure -update writes it anew (-want +got):\n%s", diff)
	}
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("procedure.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("procedure.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func valid(s *jsonschema.Schema, src []byte) error {
	text, err := yaml.YAMLToJSON(src)
	if err != nil {
		return err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return err
	}
	return s.Validate(doc)
}

func TestPresetsFollowTheSchema(t *testing.T) {
	s := compiled(t)
	files := map[string][]byte{"invented": []byte(invented(t)), "the smallest": []byte(good)}
	for _, name := range Presets() {
		src, err := Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = src
		if !bytes.HasPrefix(src, []byte("# yaml-language-server: $schema=../schema.json\n")) {
			t.Errorf("%s: the first line does not name the schema to editors", name)
		}
	}
	for name, src := range files {
		if err := valid(s, src); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What the schema refuses is refused when the file is read, too.
func TestSchemaRefuses(t *testing.T) {
	s := compiled(t)
	duty := "duties:\n  - {kind: a, starts_on: received, done_by: [told], owner: officer, within: 2bd}\n"
	if err := valid(s, []byte(good+duty)); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ name, src string }{
		{"unknown key", good + "prefiks: K\n"},
		{"unknown key inside", good + "steps: {read_bak: true}\n"},
		{"no title", strings.Replace(good, "title: Own procedure\n", "", 1)},
		{"unknown calendar", good + "calendar: nl\n"},
		{"unknown channel", strings.Replace(good, "email", "pigeon", 1)},
		{"unknown event", good + strings.Replace(duty, "received", "receivd", 1)},
		{"unknown event in a list", good + strings.Replace(duty, "[told]", "[tould]", 1)},
		{"a role that handles nothing", good + "assign: {roles: [filer]}\n"},
		{"a role that decides nothing", good + "answer: {approval: {role: filer}}\n"},
		{"unknown role", good + strings.Replace(duty, "officer", "boss", 1)},
		{"no owner", good + strings.Replace(duty, ", owner: officer", "", 1)},
		{"unknown period", good + strings.Replace(duty, "2bd", "2x", 1)},
		{"unknown roll", good + strings.Replace(duty, "within: 2bd", "within: 2bd, roll: back", 1)},
		{"negative", good + "follow_up: {attempts: -1}\n"},
		{"no try at all", good + "follow_up: {required: true, attempts: 0}\n"},
		{"no yes or no", good + "steps: {explain: maybe}\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if valid(s, []byte(tc.src)) == nil {
				t.Error("the schema allows it")
			}
			if p, err := Parse([]byte(tc.src)); err == nil {
				t.Errorf("it is read: %+v", p)
			}
		})
	}
}
