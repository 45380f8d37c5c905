package handlers

import (
	"strings"
	"testing"
	"time"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
)

// phoned is what a complaint by phone needs, and where an answer by e-mail goes.
func phoned() map[string]any {
	return map[string]any{
		"name": "Anna de Vries", "phone": "+31 6 12345678", "email": "anna@bakkerijzon.example", "summary": "Jaarrekening te laat",
		"story": "De jaarrekening kwam twee maanden te laat.",
	}
}

// file puts a complaint on record and gives its number.
func (o *office) file(user string, fields map[string]any) string {
	o.t.Helper()
	p := o.as(user)
	p.command("/klacht", "")
	p.fill(phoned())
	p.fill(fields)
	seen := p.submit()
	if len(seen.Errors) > 0 {
		o.t.Fatalf("not filed: %v", seen.Errors)
	}
	if p.Modal().CallbackID == "case.alike" { // the customer of a case before
		p.inView("case.alike.new")
	}
	o.shows(p, o.now.Format("-2006-"), "vastgelegd")
	_, err := p.CloseView()
	must(o.t, err)
	cases, err := o.store.Number(o.t.Context(), "1", o.now, o.now.Location())
	must(o.t, err)
	return cases[0]
}

func TestFilingByPhone(t *testing.T) {
	o := newOffice(t)
	p := o.as(lotte)
	p.command("/klacht", "")
	o.shows(p, "Klacht vastleggen", "Hoe kwam de klacht binnen?")
	p.fill(phoned())
	p.fill(map[string]any{"done": []string{"readback", "explained"}})
	seen := p.submit()
	o.shows(p, "K-2026-0001", "Sanne Bakker", "vr 6 maart")
	if len(seen.Ephemerals) > 0 && !strings.Contains(p.Text(seen.Ephemerals[0]), "K-2026-0001") {
		t.Errorf("whispers %q", p.Text(seen.Ephemerals[0]))
	}
	c := o.caseOf("K-2026-0001")
	if c.Face() != complaint.FaceConfirmed || c.Filer != lotte || c.Filing().Name != "Anna de Vries" || c.Via != "phone" {
		t.Errorf("on record as %s by %s: %+v", c.Face(), c.Filer, c.Filing())
	}
	p.inView("case.mine")
	o.shows(p, "Mijn zaken", "K-2026-0001")
	_, err := p.CloseView()
	must(t, err)
	p.inView("case.file.tell")
	o.shows(p, "Noem nog geen datum", "K-2026-0001")
	_, err = p.CloseView()
	must(t, err)
	p.inView("case.file.again")
	p.fill(phoned())
	p.fill(map[string]any{"phone": "010 765 43 21", "email": ""})
	p.submit()
	o.shows(p, "K-2026-0002")
}

func TestWhisperWhereTheCommandWasTyped(t *testing.T) {
	o := newOffice(t)
	o.file(lotte, nil)
	for range 100 {
		if said := o.As(lotte).Ephemerals(algemeen); len(said) == 1 {
			if text := o.As(lotte).Text(said[0]); !strings.Contains(text, "K-2026-0001") || strings.Contains(text, "Anna") {
				t.Errorf("whispers %q", text)
			}
			lotte := o.as(lotte)
			_, err := lotte.Press(algemeen, said[0].TS, "case.mine")
			must(t, err)
			o.shows(lotte, "Mijn zaken", "K-2026-0001")
			if n := len(o.As(sanne).Messages(algemeen)); n != 0 {
				t.Errorf("others see %d messages", n)
			}
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("nothing was whispered")
}

// A filing that is sent again, as its answer got lost, is answered the same and whispers
// nothing more where the command was typed.
func TestAFilingSentAgainWhispersOnce(t *testing.T) {
	o := newOffice(t)
	p := o.as(lotte)
	p.command("/klacht", "")
	p.fill(phoned())
	p.submit()
	whispers := func(atLeast int) int {
		n := 0
		for range 100 {
			if n = len(p.Ephemerals(algemeen)); n >= atLeast {
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		return n
	}
	if n := whispers(1); n != 1 {
		t.Fatalf("whispered %d times", n)
	}
	calls := o.Calls("view_submission")
	again, err := o.Forge(playground.KindInteraction, calls[len(calls)-1].Request)
	must(t, err)
	if again.Failure != "" || !strings.Contains(string(again.Body), "K-2026-0001") {
		t.Errorf("answered %q %s", again.Body, again.Failure)
	}
	time.Sleep(300 * time.Millisecond)
	if n := whispers(1); n != 1 {
		t.Errorf("whispered %d times", n)
	}
}

func TestRedrawKeepsWhatWasTyped(t *testing.T) {
	o := newOffice(t)
	p := o.as(lotte)
	p.command("/klage", "")
	p.fill(phoned())
	for _, via := range []string{"letter", "email", "social", "chat", "oral", "phone", "letter"} {
		p.fill(map[string]any{"via": via})
	}
	p.fill(map[string]any{"coi": "coi"})
	state := string(p.Modal().State)
	for _, typed := range []string{"Anna de Vries", "+31 6 12345678", "twee maanden te laat", `"interest"`} {
		if !strings.Contains(state, typed) {
			t.Errorf("lost %q on redrawing", typed)
		}
	}
	o.shows(p, "Scanning af brevet", "Hvordan er du involveret?")
	p.fill(map[string]any{"interest": "  "})
	if seen := p.submit(); !strings.Contains(seen.Errors["files"], "Vedhæft en scanning") || !strings.Contains(seen.Errors["interest"], "Beskriv din rolle") {
		t.Errorf("errors: %v", seen.Errors)
	}
	id, err := p.Upload("brev.pdf", "application/pdf", []byte("%PDF-1.7"))
	must(t, err)
	p.fill(map[string]any{"files": []string{id}, "interest": "Jeg lavede regnskabet"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("errors: %v", seen.Errors)
	}
	o.shows(p, "K-2026-0001", "involveret")
	if c := o.caseOf("K-2026-0001"); !c.IsInvolved(lotte) || len(c.Filing().Files) != 1 || c.Filing().Files[0].Name != "brev.pdf" {
		t.Errorf("on record: involved %v, files %+v", c.Involved(), c.Filing().Files)
	}
}

func TestUnknownCustomer(t *testing.T) {
	o := newOffice(t)
	p := o.as(lotte)
	p.command("/klacht", "de buurman belde zonder naam over lawaai")
	if !strings.Contains(string(p.Modal().State), "zonder naam") {
		t.Error("the typed text is not the story")
	}
	p.fill(map[string]any{"summary": "Lawaai bij kantoor", "unknown": "unknown"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("errors: %v", seen.Errors)
	}
	if !o.caseOf("K-2026-0001").Filing().Unknown {
		t.Error("the customer is not on record as unknown")
	}
	p.press(algemeen, "case.reach.open", view.Receipt, "K-2026-0001")
	p.fill(map[string]any{"phone": "abc", "name": "Bo de Boer"})
	if seen := p.submit(); !strings.Contains(seen.Errors["phone"], "cijfers") {
		t.Errorf("errors: %v", seen.Errors)
	}
	p.fill(map[string]any{"phone": "010 123 45 67"})
	p.submit()
	if f := o.caseOf("K-2026-0001").Filing(); f.Unknown || f.Phone != "010 123 45 67" {
		t.Errorf("reach: %+v", f)
	}
}

func TestOldReceiptIsAskedOnce(t *testing.T) {
	o := newOffice(t)
	p := o.as(lotte)
	p.command("/complaint", "")
	p.fill(phoned())
	p.fill(map[string]any{"received": at(t, "2024-03-05 10:00")})
	if seen := p.submit(); !strings.Contains(seen.Errors["received"], "More than a year ago") {
		t.Fatalf("errors: %v", seen.Errors)
	}
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not kept the second time: %v", seen.Errors)
	}
	p.command("/complaint", "")
	p.fill(phoned())
	p.fill(map[string]any{"received": at(t, "2026-03-05 10:21")})
	if seen := p.submit(); !strings.Contains(seen.Errors["received"], "in the future") {
		t.Errorf("errors: %v", seen.Errors)
	}
}

func TestFileFromAMessage(t *testing.T) {
	o := newOffice(t)
	said, err := o.As(milan).Say(algemeen, "Klant Zon is *boos* & wacht al weken", "")
	must(t, err)
	before := len(o.As(sanne).Messages(algemeen))
	p := o.as(lotte)
	seen, err := p.MessageShortcut("case.file.message", algemeen, said.TS)
	must(t, err)
	p.fine(seen)
	state := string(p.Modal().State)
	for _, not := range []string{"Milan de Wit", "/archives/", `"value":"chat"`} {
		if strings.Contains(state, not) || !strings.Contains(state, "wacht al weken") {
			t.Errorf("the fields hold %q, or not the words: %s", not, state)
		}
	}
	o.shows(p, "Overgenomen uit een bericht van Milan de Wit in Slack, do 5 maart om 10:20. Dat blijft in het dossier")
	p.fill(map[string]any{"name": "Bakkerij Zon", "phone": "06 12345678", "summary": "Wacht al weken op antwoord"})
	p.inView("case.draft.save")
	quiet := len(p.Ephemerals(algemeen)) == 0
	p.command("/klacht", "") // and goes on with it later
	p.inView("case.draft.continue")
	p.fill(map[string]any{"via": "phone"}) // redrawn
	o.shows(p, "Overgenomen uit een bericht van Milan de Wit")
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("errors: %v", seen.Errors)
	}
	c := o.caseOf("K-2026-0001")
	q := c.Filing().Quoted
	if q == nil || q.Author != milan || q.Source != algemeen+":"+said.TS || !strings.Contains(q.Link, "/archives/") {
		t.Errorf("kept of the message: %+v", q)
	}
	if story := c.Filing().Story; story != "Klant Zon is *boos* & wacht al weken" {
		t.Errorf("read back: %q", story)
	}
	s := o.as(sanne)
	s.command("/klacht", "toon 1")
	o.shows(s, "Overgenomen uit een bericht van Milan de Wit in Slack, do 5 maart om 10:20 · ", "bericht in Slack")
	if after := len(o.As(sanne).Messages(algemeen)); after != before || !quiet {
		t.Error("the source channel shows a trace")
	}
}

func TestOtherCommands(t *testing.T) {
	o := newOffice(t)
	for _, tc := range []struct{ user, command, typed, want string }{
		{lotte, "/klacht", "hulp", "Sanne Bakker"},
		{lotte, "/klage", "hjælp", "Registrér en klage"},
		{lotte, "/complaint", "shw", "Did you mean `/complaint show K-2026-0042`"},
		{lotte, "/complaint", "show 42", "No case 42 is visible to you"},
		{lotte, "/complaint", "report quarter 2026-Q4", "`/complaint report` is not here yet. What you can type: `/complaint help`."},
		{lotte, "/klage", "Eksport", "`/klage eksport` findes ikke endnu. Det kan du skrive: `/klage hjælp`."},
		{gast, "/klacht", "", "Deze opdracht is voor medewerkers van Noorderlicht Advies"},
	} {
		t.Run(tc.command+" "+tc.typed, func(t *testing.T) {
			p := o.as(tc.user)
			p.Reload()
			p.command(tc.command, tc.typed)
			for range 100 {
				if said := p.Ephemerals(algemeen); len(said) > 0 {
					if text := p.Text(said[0]); !strings.Contains(text, tc.want) || p.Modal() != nil {
						t.Errorf("says %q, want %q and no modal", text, tc.want)
					}
					return
				}
				time.Sleep(20 * time.Millisecond)
			}
			t.Error("says nothing")
		})
	}
}

func TestShowOpensOnlyWhatMayBeSeen(t *testing.T) {
	o := newOffice(t)
	o.file(lotte, nil)
	s := o.as(sanne)
	s.command("/complaint", "show 1")
	o.shows(s, "K-2026-0001")
	said := map[string]string{}
	for _, typed := range []string{"k-2026-0001", "K-2026-0009"} { // hidden, unknown
		j := o.as(joost)
		j.Reload()
		j.command("/complaint", "show "+typed)
		for range 100 {
			if list := j.Ephemerals(algemeen); len(list) > 0 {
				said[typed] = strings.ReplaceAll(j.Text(list[0]), strings.ToUpper(typed), "#")
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	if said["k-2026-0001"] == "" || said["k-2026-0001"] != said["K-2026-0009"] {
		t.Errorf("hidden and unknown are told apart: %q", said)
	}
}

// Whoever files for a colleague names them: a colleague of the own company, whom the file
// and the history name, and who is no guest.
func TestFiledForAColleague(t *testing.T) {
	o := newOffice(t)
	p := o.as(lotte)
	p.command("/klacht", "")
	p.fill(phoned())
	p.fill(map[string]any{"receiver": []string{gast}})
	if seen := p.submit(); !strings.Contains(seen.Errors["receiver"], "geen gast") {
		t.Fatalf("received by a guest: %v", seen.Errors)
	}
	p.fill(map[string]any{"receiver": []string{joost}})
	p.submit()
	c := o.caseOf("K-2026-0001")
	if c.Receiver() != joost || c.Filer != lotte {
		t.Errorf("received by %s, filed by %s", c.Receiver(), c.Filer)
	}
	reads := o.as(sanne)
	reads.command("/klacht", "toon 1")
	o.shows(reads, "aangenomen door Joost Visser", "vastgelegd door Lotte Jansen")
	reads.inView(view.TabAction(view.TabHistory))
	o.shows(reads, "aangenomen door Joost Visser")
}
