package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
	"ombud/procedure/proceduretest"
)

// shownKey is an obligation that a key of a preset carries and that people read: the
// screen says it while the key is there, and without the key does not.
type shownKey struct {
	id, preset, key string // of the obligation; see [proceduretest.Without]
	also            string // other keys, which speak of that one
	says            string
	on              func(t *testing.T, f *Frame, p *procedure.Procedure) string
}

// Each key of a preset that people read is read: taken out of the YAML, the words are gone.
// What is not said to people but holds is in TestEachKeyCarriesItsObligation.
func TestEachKeyIsShown(t *testing.T) {
	for _, row := range shownKeys {
		t.Run(row.id, func(t *testing.T) {
			f := sampleFrame(t, lang.NL, "2026-03-05 12:00")
			on := func(p *procedure.Procedure) bool {
				f.P = f.P.Named(WordsOf(p))
				return strings.Contains(row.on(t, f, p), row.says)
			}
			if !on(presetOf(t, row.preset)) {
				t.Errorf("with %s nothing says %q", row.key, row.says)
			}
			if p := proceduretest.Without(t, row.preset, append(strings.Fields(row.also), row.key)...); on(p) {
				t.Errorf("without %s it still says %q", row.key, row.says)
			}
		})
	}
}

// ofTheProcedure is the answer of the command that tells what the procedure promises: a
// line that ends there is no house rule.
func ofTheProcedure(t *testing.T, f *Frame, p *procedure.Procedure) string {
	return strings.ReplaceAll(strings.ReplaceAll(asJSON(t, Written(f, registerOf(t, p), nil, false)), `\n`, "\n"), `"`, "\n")
}

// inHelp is what help says.
func inHelp(t *testing.T, f *Frame, p *procedure.Procedure) string {
	h := HelpText{Command: "/klacht", All: true, Number: ExampleNumber(p, f.Now), Lines: []string{"help.line.show"}, Officers: []string{sanne}, Lead: complaint.RoleOfficer}
	return asJSON(t, Help(f, h))
}

// beforeTheCall is the form of a conversation.
func beforeTheCall(t *testing.T, f *Frame, p *procedure.Procedure) string {
	return asJSON(t, ContactForm(f, caseBy(t, p), complaint.ContactForm{Reached: true}, 1))
}

// classifying is the form that asks what sort of case it is.
func classifying(t *testing.T, f *Frame, p *procedure.Procedure) string {
	return asJSON(t, ClassifyForm(f, caseBy(t, p), complaint.Classification{}))
}

// belowAnAnswer is what stands below an answer in writing.
func belowAnAnswer(t *testing.T, f *Frame, p *procedure.Procedure) string {
	return BelowAnswer(f, caseBy(t, p))
}

// standingIn is the text with which who stands in confirms the receipt.
func standingIn(t *testing.T, f *Frame, p *procedure.Procedure) string {
	c := caseBy(t, p)
	c.Roster.Away = append(c.Roster.Away, complaint.Absence{User: sanne, From: at(t, "2026-03-02 00:00"), Until: at(t, "2026-03-16 00:00"), Deputy: fatima})
	f.Viewer = member(fatima)
	return ReceiptText(f, c)
}

var shownKeys = []shownKey{
	{id: "OK-03", preset: "okonomi", key: "names.roles.officer = klagechef", says: "klageansvarlig", on: func(t *testing.T, f *Frame, p *procedure.Procedure) string {
		f.P = lang.New(lang.DA, "", f.Zone).Named(WordsOf(p))
		return inHelp(t, f, p)
	}},
	{id: "OK-12", preset: "okonomi", key: "names.roles.officer = klagechef", says: "klageansvarlig", on: standingIn},
	{id: "OK-18", preset: "okonomi", key: "review", says: "Volgende herziening uiterlijk za 8 april 2023\n", on: ofTheProcedure},
	{id: "OK-19", preset: "okonomi", key: "dated", says: "8. april 2022", on: belowAnAnswer},
	{id: "OK-19", preset: "okonomi", key: "dated", says: "8 april 2022", on: ofTheProcedure},
	{id: "PK-06", preset: "klachten", key: "natures[treatment]", says: "Bejegening", on: classifying},
	{id: "PK-07", preset: "klachten", key: "classify.categories[advice]", says: "Verkeerd advies", on: classifying},
	{id: "PK-11", preset: "klachten", key: "classify.assess", says: "Wat is je oordeel over de klacht?", on: classifying},
	{id: "PK-18", preset: "klachten", key: "reports", says: "Elk halfjaar is er een rapportage over alle klachten.\n", on: ofTheProcedure},
	{id: "CY-13", preset: "cygnus", key: "publication", says: "De website van het bedrijf vermeldt de procedure.", on: ofTheProcedure},
	{id: "CY-19", preset: "cygnus", key: "names.roles.officer = hoofd", says: "klachtenfunctionaris", on: inHelp},
	{id: "CY-23", preset: "cygnus", key: "classify.numbered", says: "A · ", on: classifying},
	{id: "CY-24", preset: "cygnus", key: "classify.numbered", says: "III · ", on: classifying},
	{id: "CY-34", preset: "cygnus", key: "reports", says: "Elk jaar is er een rapportage over alle klachten.\n", on: ofTheProcedure},
	{id: "KG-07", preset: "kerngroep", key: "contact.points[let_finish]", says: "Laat de klant uitpraten.", on: beforeTheCall},
	{id: "KG-15", preset: "kerngroep", key: "contact.points[at_ease]", says: "stoom afblazen", on: beforeTheCall},
	{id: "KG-16", preset: "kerngroep", key: "contact.points[sorry]", also: "close.points", says: "Bied excuses aan", on: beforeTheCall},
	{id: "KG-17", preset: "kerngroep", key: "contact.points[solution]", says: "Zoek samen naar een oplossing", on: beforeTheCall},
	{id: "KG-18", preset: "kerngroep", key: "contact.points[loyal]", says: "Geef nooit de schuld", on: beforeTheCall},
	{id: "KG-25", preset: "kerngroep", key: "contact.points[own_card]", also: "close.points", says: "Geef je eigen visitekaartje", on: beforeTheCall},
	{id: "KG-20", preset: "kerngroep", key: "external", says: "de onafhankelijke derde", on: ofTheProcedure},
	{id: "KG-24", preset: "kerngroep", key: "prefix", says: "M-2026-0042", on: inHelp},
	{id: "KG-31", preset: "kerngroep", key: "publication", says: "Het document is te downloaden.", on: ofTheProcedure},
	{id: "EX-22", preset: "exactpi", key: "reports", says: "Elk kwartaal is er een rapportage over alle klachten.\n", on: ofTheProcedure},
	{id: "EX-25", preset: "exactpi", key: "names.roles.officer", says: "relatiemanager", on: inHelp},
}
