package handlers

import (
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/lang"
)

// wrongFiling is a mistake in the filing form and what stands under which
// field, word for word: the form stays open with all that was typed.
type wrongFiling struct {
	name       string
	change     map[string]bot.Field
	field      string
	en, nl, da string
}

var wrongFilings = []wrongFiling{
	{
		"received in the future", map[string]bot.Field{"received": {At: 1772710000}}, "received",
		"This is in the future. Enter when the complaint reached us, now at the latest.",
		"Dit ligt in de toekomst. Vul in wanneer de klacht ons bereikte, uiterlijk nu.",
		"Tidspunktet ligger i fremtiden. Angiv, hvornår klagen nåede os, senest nu.",
	},
	{
		"received more than a year ago", map[string]bot.Field{"received": {At: 1709632800}}, "received",
		"More than a year ago. Check the year, or submit again to keep it.",
		"Meer dan een jaar geleden. Controleer het jaar, of verstuur opnieuw om het zo te laten.",
		"Mere end et år siden. Kontrollér årstallet, eller send igen for at beholde det.",
	},
	{
		"no way to reach", map[string]bot.Field{"phone": {}}, "phone",
		"Add a phone number, e-mail or postal address. We need one to confirm receipt.",
		"Vul een telefoonnummer, e-mailadres of postadres in. Zonder een van deze kunnen we de ontvangst niet bevestigen.",
		"Angiv telefon, e-mail eller postadresse. Ellers kan vi ikke bekræfte modtagelsen.",
	},
	{
		"phone", map[string]bot.Field{"phone": {Text: "call me"}}, "phone",
		"Use digits, spaces and +, for example +44 20 7946 0123.",
		"Gebruik cijfers, spaties en +, bijvoorbeeld +31 6 12345678.",
		"Brug cifre, mellemrum og +, for eksempel +45 12 34 56 78.",
	},
	{
		"summary with an address", map[string]bot.Field{"summary": {Text: "Mail anna@example.com"}}, "summary",
		"Leave out e-mail addresses and phone numbers; this line is also read outside the case file.",
		"Laat e-mailadressen en telefoonnummers weg; deze regel is ook buiten het dossier te lezen.",
		"Udelad e-mailadresser og telefonnumre; linjen læses også uden for sagsmappen.",
	},
	{
		"short story", map[string]bot.Field{"story": {Text: "Te laat.            "}}, "story",
		"Write at least one sentence, in the customer's words.",
		"Schrijf minstens één zin, in de woorden van de klant.",
		"Skriv mindst én sætning med kundens egne ord.",
	},
	{
		"letter without scan", map[string]bot.Field{"via": {Option: "letter"}}, "files",
		"Attach a scan of the letter (pdf, jpg or png).",
		"Voeg een scan van de brief toe (pdf, jpg of png).",
		"Vedhæft en scanning af brevet (pdf, jpg eller png).",
	},
	{
		"file too big", map[string]bot.Field{"files": {Files: []bot.File{{ID: "F1", Name: "brief.pdf", Size: 14 << 20}}}}, "files",
		`"brief.pdf" is 14 MB; the limit is 10 MB. Split it or scan at lower quality.`,
		`"brief.pdf" is 14 MB; het maximum is 10 MB. Splits het of scan met lagere kwaliteit.`,
		`"brief.pdf" fylder 14 MB; grænsen er 10 MB. Del filen, eller scan i lavere kvalitet.`,
	},
	{
		"file type", map[string]bot.Field{"files": {Files: []bot.File{{ID: "F1", Name: "run.exe", Size: 14}}}}, "files",
		`"run.exe" cannot be kept. Allowed: pdf, jpg, png, heic, eml, msg, docx, xlsx, txt.`,
		`"run.exe" kan niet bewaard worden. Toegestaan: pdf, jpg, png, heic, eml, msg, docx, xlsx, txt.`,
		`"run.exe" kan ikke gemmes. Tilladt: pdf, jpg, png, heic, eml, msg, docx, xlsx, txt.`,
	},
	{
		"interest without words", map[string]bot.Field{"coi": {Options: []string{"coi"}}, "interest": {Text: " "}}, "interest",
		"Describe your involvement in one sentence, or clear the tick.",
		"Beschrijf je betrokkenheid in één zin, of haal het vinkje weg.",
		"Beskriv din rolle i én sætning, eller fjern fluebenet.",
	},
}

func TestEachMistakeStandsUnderItsField(t *testing.T) {
	o := newOffice(t)
	for i, tc := range wrongFilings {
		for l, want := range map[lang.Language]string{lang.EN: tc.en, lang.NL: tc.nl, lang.DA: tc.da} {
			t.Run(tc.name+" "+string(l), func(t *testing.T) {
				values := map[string]bot.Field{
					"via": {Option: "phone"}, "received": {At: o.now.Add(-time.Hour).Unix()}, "name": {Text: "Anna de Vries"},
					"phone": {Text: "+31 6 12345678"}, "summary": {Text: "Accounts late"}, "story": {Text: "They came two months late."},
				}
				for block, field := range tc.change {
					values[block] = field
				}
				r := &bot.Request{
					Kind: bot.KindSubmit, Route: "case.file", Team: firm, User: lotte,
					View: bot.View{ID: "V" + string(rune('A'+i)) + string(l), Modal: true, Metadata: view.Metadata{Lang: string(l)}.String(), Values: values},
				}
				_, err := o.h.Routes().Submits["case.file"](t.Context(), r)
				resp, failure := o.h.Explain(r, err, "ref")
				if failure || len(resp.Errors) != 1 || resp.Errors[tc.field] != want {
					t.Errorf("says %q\nwant %s: %q", resp.Errors, tc.field, want)
				}
			})
		}
	}
	if o.cases() != 0 || len(o.drafts(lotte)) != 0 {
		t.Errorf("%d cases, drafts %v", o.cases(), o.drafts(lotte))
	}
}

// Filing works with the required answers alone; what nobody must fill in is
// marked so, for Slack refuses an empty field that is not.
func TestRequiredAnswersAlone(t *testing.T) {
	for _, via := range []string{"oral", "phone", "email", "chat", "social"} {
		o := newOffice(t)
		p := o.as(lotte)
		p.command("/complaint", "")
		p.fill(map[string]any{"via": via})
		reach := map[string]string{"email": "email", "chat": "handle", "social": "handle"}[via]
		if reach == "" {
			reach = "phone"
		}
		value := map[string]string{"email": "anna@example.com", "handle": "@anna", "phone": "+31 6 12345678"}[reach]
		p.fill(map[string]any{"name": "Anna de Vries", reach: value, "summary": "Accounts late", "story": "They came two months late."})
		if seen := p.submit(); len(seen.Errors) > 0 {
			t.Errorf("%s: %v", via, seen.Errors)
		}
		o.shows(p, "K-2026-0001")
	}
}
