package complaint

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"ombud/procedure"
)

func TestHints(t *testing.T) {
	written := Draft{Form: "email", Outcome: "upheld"}
	written.Text = "You are right. Ask Milan de Wit, or turn to the Klachtencommissie."
	body := []procedure.Body{{Name: "Klachtencommissie", URL: "https://commissie.example"}}
	good := func(codes ...HintCode) map[HintCode]bool {
		all := map[HintCode]bool{}
		for _, code := range codes {
			all[code] = true
		}
		return all
	}
	for _, tc := range []struct {
		name   string
		change func(*Case, *Draft)
		want   map[HintCode]bool
	}{
		{"in writing", func(*Case, *Draft) {}, map[HintCode]bool{HintOutcome: true, HintPromises: false, HintHandler: true}},
		{"a promise", func(_ *Case, d *Draft) { d.Promises = []Promise{{What: "refund", When: "2026-03-20"}} },
			good(HintOutcome, HintPromises, HintHandler)},
		{"no outcome yet", func(_ *Case, d *Draft) { d.Outcome = "" }, map[HintCode]bool{HintOutcome: false, HintPromises: false, HintHandler: true}},
		{"nobody to ask", func(_ *Case, d *Draft) { d.Text = "You are right." }, map[HintCode]bool{HintOutcome: true, HintPromises: false, HintHandler: false}},
		{"the name in other letters, in the reasons", func(_ *Case, d *Draft) { d.Text, d.Reasons = "You are right.", "MILAN DE WIT says so" },
			map[HintCode]bool{HintOutcome: true, HintPromises: false, HintHandler: true}},
		{"by phone", func(_ *Case, d *Draft) { d.Form = "phone" }, map[HintCode]bool{HintOutcome: true, HintPromises: false}},
		{"by phone, without why, where it is to be in writing", func(c *Case, d *Draft) {
			c.Procedure.Answer.Spoken.Reason, d.Form = true, "phone"
		}, map[HintCode]bool{HintOutcome: true, HintPromises: false, HintOral: false}},
		{"in a meeting, with why", func(c *Case, d *Draft) {
			c.Procedure.Answer.Spoken.Reason, d.Form, d.OralWhy = true, "meeting", "she asked for it"
		},
			map[HintCode]bool{HintOutcome: true, HintPromises: false, HintOral: true}},
		{"a third party that is named", func(c *Case, _ *Draft) { c.Procedure.External = body },
			map[HintCode]bool{HintOutcome: true, HintPromises: false, HintHandler: true, HintExternal: true}},
		{"a third party by its address", func(c *Case, d *Draft) {
			c.Procedure.External, d.Text = body, "Milan de Wit, https://commissie.example"
		}, map[HintCode]bool{HintOutcome: true, HintPromises: false, HintHandler: true, HintExternal: true}},
		{"a third party that is not named", func(c *Case, d *Draft) { c.Procedure.External, d.Text = body, "Milan de Wit" },
			map[HintCode]bool{HintOutcome: true, HintPromises: false, HintHandler: true, HintExternal: false}},
		{"no word to avoid", func(c *Case, d *Draft) { c.Procedure.Wording.Avoid = []procedure.Avoided{{Word: "fout"}} },
			map[HintCode]bool{HintOutcome: true, HintPromises: false, HintHandler: true, HintWords: true}},
		{"a word to avoid in a promise", func(c *Case, d *Draft) {
			c.Procedure.Wording.Avoid = []procedure.Avoided{{Word: "fout"}}
			d.Promises = []Promise{{What: "De rekenfout herstellen", When: "2026-03-20"}}
		}, map[HintCode]bool{HintOutcome: true, HintPromises: true, HintHandler: true, HintWords: false}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, d := walkTo(t, FaceInProgress), written
			tc.change(c, &d)
			got := map[HintCode]bool{}
			for _, h := range c.Hints(d) {
				got[h.Code] = h.Good
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("hints (-want +got):\n%s", diff)
			}
		})
	}
}

// A form that is drawn anew hands in every row in sight: only what is filled in
// is a promise.
func TestHintsCountOnlyPromisesThatAreFilledIn(t *testing.T) {
	whole := Promise{What: "refund", When: "2026-03-20"}
	for name, tc := range map[string]struct {
		rows []Promise
		want int
	}{
		"no row":              {nil, 0},
		"an empty row":        {[]Promise{{}}, 0},
		"only blanks":         {[]Promise{{What: "  ", When: "2026-03-20"}}, 0},
		"without a day":       {[]Promise{{What: "refund", User: lotte}}, 0},
		"only who and when":   {[]Promise{{User: lotte, When: "2026-03-20"}}, 0},
		"the handler's":       {[]Promise{whole}, 1},
		"a colleague's":       {[]Promise{{What: "call", User: lotte, When: "2026-03-20"}}, 1},
		"two, one left empty": {[]Promise{{}, whole, {}}, 1},
		"three":               {[]Promise{whole, whole, whole}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			d := draft()
			d.Promises = tc.rows
			for _, h := range walkTo(t, FaceInProgress).Hints(d) {
				if h.Code == HintPromises && (h.N != tc.want || h.Good != (tc.want > 0)) {
					t.Errorf("%d promises, good %v; want %d", h.N, h.Good, tc.want)
				}
			}
		})
	}
}

// What is for colleagues only is not looked at.
func TestHintsLookAtWhatTheCustomerIsTold(t *testing.T) {
	c := walkTo(t, FaceInProgress)
	c.Procedure.Wording.Avoid = []procedure.Avoided{{Word: "fout", Rather: "vergissing"}}
	d := draft()
	d.Internal, d.OralWhy = "een domme fout", "geen fout"
	for _, h := range c.Hints(d) {
		if h.Code == HintWords && !h.Good {
			t.Errorf("found %v", h.Words)
		}
	}
	d.Reasons = "Onze fout, en nog een fout."
	want := []procedure.Found{{Word: "fout", Rather: "vergissing"}}
	hints := c.Hints(d)
	if last := hints[len(hints)-1]; last.Good || !cmp.Equal(last.Words, want) {
		t.Errorf("found %+v, want %v", last, want)
	}
}

// Hints are no gate: the worst answer goes up for approval all the same.
func TestHintsHoldNothingUp(t *testing.T) {
	c := walkTo(t, FaceInProgress)
	c.Procedure.External = []procedure.Body{{Name: "Klachtencommissie"}}
	c.Procedure.Wording.Avoid = []procedure.Avoided{{Word: "fout"}}
	d := Draft{Answer: Answer{Text: "Fout.", Reasons: "So it was."}, Form: "phone", Outcome: "upheld", Ask: true}
	if err := c.Prepare(d, member(milan), at(t, "2026-03-12 15:00")); err != nil {
		t.Fatal(err)
	}
	if c.Face() != FaceInApproval {
		t.Errorf("the answer is %s", c.Face())
	}
	bad := 0
	for _, h := range c.Hints(c.Version(1)) {
		if !h.Good {
			bad++
		}
	}
	if bad != 3 {
		t.Errorf("%d hints, want promises, third party and words", bad)
	}
	if got := c.Version(2); got.Text != "" || got.Form != "" {
		t.Errorf("an unknown version: %+v", got)
	}
}

// A colleague who is named is pointed out, except who handles the case or does what
// is promised; a customer of the same name is nobody's colleague (KG-23).
func TestColleaguesWhoAreNamed(t *testing.T) {
	names := map[string]string{milan: "Milan de Wit", joost: "Joost Visser", lotte: "Lotte van Dam", mees: "Mees", "U0AB": "Bo"}
	for _, tc := range []struct {
		name   string
		change func(*Case, *Draft)
		want   []string
	}{
		{"nobody", func(_ *Case, d *Draft) { d.Text = "U heeft gelijk. Bel Milan de Wit." }, nil},
		{"the whole name, in other letters", func(_ *Case, d *Draft) { d.Text = "JOOST VISSER vergat het." }, []string{joost}},
		{"the first name", func(_ *Case, d *Draft) { d.Text = "Dat deed Joost, niet wij." }, []string{joost}},
		{"the first name in small letters", func(_ *Case, d *Draft) { d.Text = "dat deed joost" }, nil},
		{"within another word", func(_ *Case, d *Draft) { d.Text = "De Joostenlaan en Joost-Jan." }, nil},
		{"two, in parts and reasons", func(_ *Case, d *Draft) {
			d.Text, d.More, d.Reasons = "Zo ging het.", []string{"Lotte belde."}, "Joost was weg."
		}, []string{joost, lotte}},
		{"in the facts", func(_ *Case, d *Draft) { d.Facts = "Joost vond het dossier." }, []string{joost}},
		{"whoever does what is promised", func(_ *Case, d *Draft) {
			d.Text, d.Promises = "Lotte belt u.", []Promise{{What: "bellen", User: lotte, Who: "Lotte van Dam", When: "2026-03-20"}}
		}, nil},
		{"a name of one word", func(_ *Case, d *Draft) { d.Text = "Vraag het Mees." }, []string{mees}},
		{"too short to be looked for", func(_ *Case, d *Draft) { d.Text = "Bo belt." }, nil},
		{"another handler by now", func(c *Case, d *Draft) { c.Handler, d.Text = fatima, "Milan was het." }, []string{milan}},
		{"the customer's own name", func(_ *Case, d *Draft) { d.Text, names["U0ANNA"] = "Beste Anna,", "Anna Bos" }, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, d := walkTo(t, FaceInProgress), draft()
			c.Procedure.Wording.Colleagues = true
			tc.change(c, &d)
			h, asked := c.NamesHint(d, names)
			if !asked || h.Good != (len(tc.want) == 0) || !cmp.Equal(h.Users, tc.want) {
				t.Errorf("asked %v, good %v, named %v; want %v", asked, h.Good, h.Users, tc.want)
			}
			if c.Procedure.Wording.Colleagues = false; asked {
				if _, still := c.NamesHint(d, names); still {
					t.Error("names are looked for where the procedure does not say so")
				}
			}
			d.Letter, d.Text = &Attachment{ID: "F1", Name: "brief.pdf"}, ""
			c.Procedure.Wording.Colleagues = true
			if _, asked := c.NamesHint(d, names); asked {
				t.Error("somebody looked into a letter")
			}
		})
	}
}
