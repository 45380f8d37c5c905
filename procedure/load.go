package procedure

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"ombud/calendar"
)

//go:embed presets/*.yml
var presets embed.FS

// maxSize bounds a procedure file, in bytes; the presets have a few thousand.
const maxSize = 1 << 20

// Parse reads a procedure. Unknown keys, unknown words and a second document
// are errors that name line and column and show the place.
func Parse(src []byte) (*Procedure, error) {
	if len(src) > maxSize {
		return nil, fmt.Errorf("procedure: file has %d bytes, at most %d are read", len(src), maxSize)
	}
	var p Procedure
	if err := decode(src, &p); err != nil {
		return nil, fmt.Errorf("procedure: %w", err)
	}
	p.defaults()
	if err := p.check(src); err != nil {
		return nil, err
	}
	return &p, nil
}

// decode reads the one document of src. The library panics on a few malformed
// files (a tag where a list is wanted), which is an error like any other.
func decode(src []byte, p *Procedure) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("the file cannot be read as YAML; look for a stray tag (!)")
		}
	}()
	dec := yaml.NewDecoder(bytes.NewReader(src), yaml.Strict())
	if err := dec.Decode(p); err != nil {
		if errors.Is(err, io.EOF) {
			return errors.New("the file is empty")
		}
		return err
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		return errors.New("the file holds a second document; one procedure per file")
	}
	return nil
}

// Preset returns the source of a procedure that ships with the program.
func Preset(name string) ([]byte, error) {
	src, err := presets.ReadFile("presets/" + path.Base(name) + ".yml")
	if err != nil {
		return nil, fmt.Errorf("procedure: no preset %q; there are %s", name, strings.Join(Presets(), ", "))
	}
	return src, nil
}

// Presets lists the procedures that ship with the program, in alphabetical
// order.
func Presets() []string {
	files, _ := fs.Glob(presets, "presets/*.yml") // the pattern is well formed
	for i, f := range files {
		files[i] = strings.TrimSuffix(path.Base(f), ".yml")
	}
	return files
}

func (p *Procedure) defaults() {
	for i := range p.Duties {
		if p.Duties[i].Per == "" {
			p.Duties[i].Per = PerCase
		}
	}
	if p.Prefix == "" {
		p.Prefix = "K"
	}
	if p.Extend.Of != "" && p.Extend.Times == 0 {
		p.Extend.Times = 1
	}
	if p.Reopen.Within == nil {
		year, _ := calendar.ParsePeriod("12mo") // well formed
		p.Reopen = Reopen{Within: &year, Roll: p.Reopen.Roll, House: true}
	}
	for i := range p.External {
		if p.External[i].Binding == "" {
			p.External[i].Binding = "unknown"
		}
	}
}

// place is one value that the rules look at, with where it stands.
type place struct {
	path  string // in YAML path notation
	value string
	known []string
}

// check holds the rules that go beyond one key.
func (p *Procedure) check(src []byte) error {
	for _, at := range p.places() {
		if at.value != "" && !slices.Contains(at.known, at.value) {
			return p.wrong(src, at.path, fmt.Sprintf("unknown word %q; one of %s", at.value, strings.Join(at.known, ", ")))
		}
	}
	if p.Name == "" || p.Title == "" || p.Version == "" {
		return p.wrong(src, "$.name", "name, title and version are required")
	}
	if len(p.Intake.Channels) == 0 {
		return p.wrong(src, "$.intake", "at least one channel is required")
	}
	for i, b := range p.External {
		if b.Name == "" {
			return p.wrong(src, fmt.Sprintf("$.external[%d]", i), "a third party needs a name")
		}
	}
	kinds := map[string]bool{}
	for i, d := range p.Duties {
		at := fmt.Sprintf("$.duties[%d]", i)
		switch {
		case d.Kind == "" || d.StartsOn == "" || d.Owner == "" || len(d.DoneBy) == 0:
			return p.wrong(src, at, "a duty needs kind, starts_on, done_by and owner")
		case kinds[d.Kind]:
			return p.wrong(src, at, fmt.Sprintf("duty %q stands here twice", d.Kind))
		case (d.Within == nil) == (d.Agreed == ""):
			return p.wrong(src, at, "a duty has either within or agreed")
		}
		kinds[d.Kind] = true
	}
	for i, d := range p.Duties {
		if d.NotAfter != "" && !kinds[d.NotAfter] {
			return p.wrong(src, fmt.Sprintf("$.duties[%d].not_after", i), fmt.Sprintf("no duty %q", d.NotAfter))
		}
	}
	switch {
	case p.Extend.Of != "" && !kinds[p.Extend.Of]:
		return p.wrong(src, "$.extension.of", fmt.Sprintf("no duty %q", p.Extend.Of))
	case p.Extend.Of != "" && p.Extend.Most == nil:
		return p.wrong(src, "$.extension", "an extension needs most: how far the duty may be put off")
	}
	return p.checkWording(src)
}

func (p *Procedure) places() []place {
	places := []place{
		{"$.answer.approval.role", p.Answer.Approval.Role, Roles},
		{"$.answer.consult", p.Answer.Consult, Roles},
		{"$.extension.agreement", p.Extend.Agreement, Roles},
	}
	for i, f := range p.Confirm.Forms {
		places = append(places, place{fmt.Sprintf("$.acknowledge.forms[%d]", i), f, Forms})
	}
	for i, c := range p.Intake.Channels {
		places = append(places, place{fmt.Sprintf("$.intake.channels[%d].name", i), c.Name, Channels})
	}
	for i, f := range p.Answer.Forms {
		places = append(places, place{fmt.Sprintf("$.answer.forms[%d]", i), f, Forms})
	}
	for i, o := range p.Answer.Outcomes {
		places = append(places, place{fmt.Sprintf("$.answer.outcomes[%d]", i), o, Outcomes})
	}
	for i, n := range p.Confidential {
		places = append(places, place{fmt.Sprintf("$.confidential[%d]", i), n, p.Natures})
	}
	for i, b := range p.External {
		places = append(places, place{fmt.Sprintf("$.external[%d].binding", i), b.Binding, Bindings})
	}
	for i, d := range p.Duties {
		at := fmt.Sprintf("$.duties[%d].", i)
		places = append(places,
			place{at + "starts_on", d.StartsOn, Events},
			place{at + "owner", d.Owner, Roles},
			place{at + "per", d.Per, []string{PerCase, PerRound}},
			place{at + "agreed", d.Agreed, []string{"day"}},
			place{at + "only", d.Only, Channels},
			place{at + "only_if", d.OnlyIf, Flags})
		for j, e := range d.DoneBy {
			places = append(places, place{fmt.Sprintf("%sdone_by[%d]", at, j), e, Events})
		}
	}
	return places
}

// wrong words an error with the excerpt of the file that it is about.
func (p *Procedure) wrong(src []byte, at, what string) error {
	yamlPath, err := yaml.PathString(at)
	if err != nil {
		return fmt.Errorf("procedure %s: %s: %s", p.Name, at, what)
	}
	excerpt, err := yamlPath.AnnotateSource(src, false)
	if err != nil {
		return fmt.Errorf("procedure %s: %s: %s", p.Name, at, what)
	}
	return fmt.Errorf("procedure %s: %s: %s\n%s", p.Name, at, what, excerpt)
}
