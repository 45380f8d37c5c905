package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"ombud/bot/view"
	"ombud/lang"
	"ombud/procedure"
)

// ProcedureCmd is `ombud procedure`: the written procedures as data.
type ProcedureCmd struct {
	List   ProcedureListCmd   `cmd:"" help:"List the procedures that ship with the program."`
	Show   ProcedureShowCmd   `cmd:"" help:"Print what a procedure promises: duty, who, by when, from which moment."`
	Check  ProcedureCheckCmd  `cmd:"" help:"Look for mistakes in a procedure file."`
	Schema ProcedureSchemaCmd `cmd:"" help:"Print the JSON Schema of procedure files, for editors."`
}

// ProcedureListCmd is `ombud procedure list`.
type ProcedureListCmd struct{}

// Run prints name, language and title of each preset.
func (ProcedureListCmd) Run(s *Streams) error {
	return table(s.Out, func(row func(...string)) error {
		for _, name := range procedure.Presets() {
			p, err := procedureOf(name)
			if err != nil {
				return err
			}
			row(name, p.Language, p.Title)
		}
		return nil
	})
}

// ProcedureShowCmd is `ombud procedure show`.
type ProcedureShowCmd struct {
	Name string `arg:"" optional:"" help:"A preset, or the path of a file; left out, the company's own, with its versions and reviews."`
	Lang string `help:"nl, da or en; left out, the procedure's own language." enum:"nl,da,en," default:"" placeholder:"LANG"`
}

// Run prints the duties of a procedure, each with who owes it by when. What the
// company did not promise itself is marked as a house rule.
func (c *ProcedureShowCmd) Run(ctx context.Context, env *environment) error {
	if c.Name == "" {
		return c.own(ctx, env)
	}
	p, err := procedureOf(c.Name)
	if err != nil {
		return err
	}
	return show(env.Streams, p, lang.New(lang.Language(cmp.Or(c.Lang, p.Language)), "", nil).Named(view.WordsOf(p)))
}

// show prints a procedure.
func show(s *Streams, p *procedure.Procedure, say *lang.Printer) error {
	head := strings.TrimSpace(say.T("promises.version", "version", p.Version) + " " + p.Dated)
	if p.Approver != "" {
		head += ", " + say.T("promises.approver", "who", p.Approver)
	}
	if _, err := fmt.Fprintf(s.Out, "%s (%s), %s\n\n", p.Title, p.Name, head); err != nil {
		return err
	}
	err := table(s.Out, func(row func(...string)) error {
		row(say.T("promises.duty"), say.T("promises.who"), say.T("promises.within"), say.T("promises.from"), say.T("promises.rule"))
		for _, d := range p.Duties {
			row(textOr(say, "duty.", d.Kind), say.T("words.role."+d.Owner), withinOf(say, d), fromOf(say, d), rule(say, d.Clause, d.House))
		}
		return nil
	})
	if err == nil {
		_, err = fmt.Fprintf(s.Out, "\n%s\n", strings.Join(besideDuties(say, p), "\n"))
	}
	return err
}

// besideDuties are the rules of a procedure that are no duties: what people and things are
// called, who leads, what must be so before what, how long a case can be taken up again and
// is kept, and which third parties there are.
func besideDuties(say *lang.Printer, p *procedure.Procedure) []string {
	var lines []string
	add := func(house bool, text string, pairs ...any) {
		lines = append(lines, say.T(text, pairs...)+view.HouseRule(say, house))
	}
	calledIn(say, p, add)
	if p.Lead != "" {
		add(false, "promises.lead", "role", say.T("words.role."+p.Lead))
	}
	lines = append(lines, view.Guards(say, p)...)
	add(p.Reopen.House, "promises.reopen", "period", view.PeriodOf(say, *p.Reopen.Within))
	for _, b := range p.External {
		add(b.House, "promises.body", "name", b.Name, "binding", lang.Inline(say.T("road.binding."+b.Binding)))
		if len(b.For) > 0 {
			add(b.House, "promises.body_for", "name", b.Name, "kinds", view.BodyKinds(say, p, b))
		}
		if b.Within != nil {
			add(b.House, "promises.body_within", "name", b.Name, "period", view.PeriodOf(say, *b.Within))
		}
	}
	for _, t := range p.Retention.Terms() {
		add(t.House, "promises.kept."+t.Name, "period", view.PeriodOf(say, *t.Period))
	}
	if p.Retention.Min != nil || p.Retention.Max != nil {
		add(true, "promises.kept.from")
	}
	for _, r := range p.Reports {
		add(r.House, "promises.report."+r.Every)
	}
	add(p.Review.House, "promises.review", "period", view.PeriodOf(say, *p.Review.Within), "role", say.T("words.role."+p.Review.By))
	for _, where := range p.Publish.On {
		add(false, "promises.publish."+where)
	}
	for _, id := range slices.Sorted(maps.Keys(p.Texts)) {
		add(false, "promises.text", "id", id)
		for line := range strings.Lines(p.Texts[id]) {
			lines = append(lines, strings.TrimRight("    "+line, " \n"))
		}
	}
	return lines
}

// calledIn are what the company calls people and things.
func calledIn(say *lang.Printer, p *procedure.Procedure, add func(house bool, text string, pairs ...any)) {
	if n := p.Names.Complainant; n.One != "" {
		add(false, "promises.complainant", "name", n.One)
	}
	if p.Address != "" {
		add(false, "promises.address", "name", p.Address)
	}
	ours := say.Named(lang.Words{})
	for _, role := range slices.Sorted(maps.Keys(p.Names.Roles)) {
		if known, title := ours.T("words.role."+role), p.Names.Roles[role]; known != title {
			add(false, "promises.role", "role", known, "name", title)
		}
	}
	for _, codes := range p.Codes() {
		for _, code := range slices.Sorted(maps.Keys(codes.Names)) {
			add(false, "promises.code", "code", code, "name", codes.Names[code])
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(p.Names.Duties)) {
		deed := p.Names.Duties[kind]
		add(false, "promises.deed", "name", kind, "does", deed.Does, "done", deed.Done)
	}
}

// textOr gives the text of a company's own code, or the code itself.
func textOr(say *lang.Printer, prefix, code string) string {
	if !say.Has(prefix + code) {
		return code
	}
	return say.T(prefix + code)
}

func withinOf(say *lang.Printer, d procedure.Duty) string {
	if d.Within == nil {
		return say.T("promises.agreed")
	}
	return view.PeriodOf(say, *d.Within)
}

func fromOf(say *lang.Printer, d procedure.Duty) string {
	from := say.T("thread.event." + d.StartsOn)
	if d.Per == procedure.PerRound {
		from += ", " + say.T("promises.round")
	}
	if d.Only != "" {
		from += ", " + say.T("promises.only", "via", strings.ToLower(say.T("words.via."+d.Only)))
	}
	if d.While != "" {
		from += ", " + say.T("promises.while", "role", say.T("words.role."+d.While))
	}
	if len(d.RestartsOn) > 0 {
		from += ", " + say.T("promises.anew")
	}
	if d.OnlyIf == "customer_unknown" {
		from += ", " + say.T("promises.unknown")
	}
	return from
}

// rule says whose rule it is. A house rule never names the clause of the
// company that it stands near to.
func rule(say *lang.Printer, clause string, house bool) string {
	if house {
		return say.T("card.house_rule")
	}
	return clause
}

// ProcedureCheckCmd is `ombud procedure check`.
type ProcedureCheckCmd struct {
	File string `arg:"" help:"The path of a procedure file, or a preset."`
}

// Run prints what is wrong in the file, each with its place.
func (c *ProcedureCheckCmd) Run(env *environment) error {
	s := env.Streams
	src, err := procedureSource(c.File)
	if err != nil {
		return err
	}
	faults := procedure.Check(c.File, src, hasText, env.Now())
	for _, f := range faults {
		if _, err := fmt.Fprintln(s.Out, f); err != nil {
			return err
		}
	}
	if len(faults) > 0 {
		return foundError{fmt.Errorf("%s: %d found", c.File, len(faults))}
	}
	p, err := procedure.Parse(src)
	if err != nil {
		return err
	}
	begins := "the first start with it"
	if p.Dated != "" {
		begins = p.Dated + ", or from " + begins + " where that is later"
	}
	_, err = fmt.Fprintf(s.Out, "%s: nothing wrong\nversion %s is in force from %s\n", c.File, p.Version, begins)
	return err
}

// hasText tells whether the program has a text of that id. It has each in every language or in
// none, so that one is asked: each takes tens of milliseconds to read.
func hasText(id string) bool { return lang.New(lang.EN, "", nil).Has(id) }

// ProcedureSchemaCmd is `ombud procedure schema`.
type ProcedureSchemaCmd struct{}

// Run prints the schema.
func (ProcedureSchemaCmd) Run(s *Streams) error {
	_, err := s.Out.Write(procedure.Schema())
	return err
}

// procedureSource reads a preset, or a file when the name is a path.
func procedureSource(name string) ([]byte, error) {
	src, err := procedure.Preset(name)
	if strings.ContainsAny(name, "./\\") {
		src, err = os.ReadFile(name) //nolint:gosec // whoever calls the program names the file
	}
	if err != nil {
		return nil, usageError{fmt.Errorf("%w; a file of your own has a dot or a slash in its name", err)}
	}
	return src, nil
}

// procedureOf reads a procedure that must be without fault.
func procedureOf(name string) (*procedure.Procedure, error) {
	src, err := procedureSource(name)
	if err != nil {
		return nil, err
	}
	p, err := procedure.ParseFile(name, src)
	var faults procedure.Faults
	if errors.As(err, &faults) {
		return nil, foundError{err}
	}
	return p, err
}

// table prints rows with their columns below each other.
func table(w io.Writer, fill func(row func(...string)) error) error {
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	err := fill(func(cells ...string) { _, _ = fmt.Fprintln(tab, strings.Join(cells, "\t")) }) // Flush tells
	return errors.Join(err, tab.Flush())
}
