package view

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/lang"
)

// long is a text of about n characters with the marks that Slack lengthens.
func long(n int) string { return strings.Repeat("She called & asked <again> why. ", n/32+1)[:n] }

// largestEvents is how many events the largest case holds at least: a year of
// a company that never lets go.
const largestEvents = 200

// largestCase is a case with all that there can be: long words everywhere,
// fifteen documents, twenty contacts, five versions of an answer in four parts, corrections, and a
// history of two hundred events. It waits for the approval of version 5.
func largestCase(t testing.TB) *complaint.Case {
	t.Helper()
	c := sampleCase(t)
	p := *c.Procedure
	p.Answer.FactsRequired, c.Procedure = true, &p
	do := func(what string, err error) {
		if err != nil {
			t.Helper()
			t.Fatalf("%s: %v", what, err)
		}
	}
	do("file", c.Register(largestFiling(t), member(lotte), at(t, "2026-03-05 10:20")))
	f := c.Filing()
	do("read back", c.RecordReadBack(complaint.ReadBackForm{
		Verdict: complaint.ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: c.TextHash,
		At: at(t, "2026-03-05 10:30"), Via: "phone", Explained: true, Note: long(2000),
	}, member(lotte), at(t, "2026-03-05 10:31")))
	do("assign", c.Assign(complaint.Assignment{
		Handler: milan, Name: "Milan de Wit", Title: "Hoofd Samenstel", Why: "other", WhyText: long(1500), Deliverers: []string{joost}, Brief: long(1900),
	}, member(sanne), at(t, "2026-03-05 11:00")))
	do("arrival", c.Delivered(complaint.FormSent, milan, at(t, "2026-03-05 11:01"), at(t, "2026-03-05 11:01")))
	now := at(t, "2026-03-06 09:00")
	add := complaint.Addition{Registration: complaint.Registration{Filing: complaint.Filing{Story: long(3000), Files: documents("later", 5)}}}
	do("add", c.AddInformation(add, member(sanne), now))
	for i := range 20 {
		form := complaint.ContactForm{At: now, Via: "phone", With: long(100), Reached: i%2 == 0, Note: long(2000)}
		if form.Reached {
			form.How, form.Day, form.Promises = long(900), "2026-06-19", largestPromises()[:2]
		}
		now = now.Add(26 * time.Hour)
		do("contact", c.LogContact(form, member(milan), now))
	}
	for v := 1; v <= 5; v++ {
		draft := complaint.Draft{
			Answer: complaint.Answer{Text: fmt.Sprint(v, " ", long(2990)), More: []string{long(3000), long(3000), long(3000)}, Facts: long(3000), Reasons: long(3000), Internal: long(2000), OralWhy: long(900), Promises: largestPromises()},
			Form:   "phone", Outcome: "upheld", Ask: true,
		}
		draft.Letter = &documents(fmt.Sprint("answer", v, "x"), 1)[0]
		now = now.Add(time.Hour)
		do("draft", c.Prepare(draft, member(milan), now))
		if v < 5 {
			do("changes", c.AskChanges(v, long(2000), member(mees), now.Add(time.Minute)))
		}
	}
	for i := 0; len(c.Events) < largestEvents; i++ {
		form := complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactStory, Seq: 1}, Text: fmt.Sprint(i, " ", long(2900)), Reason: long(2000)}
		if i%2 == 0 {
			form = complaint.CorrectForm{Fact: factOf(t, c, complaint.FactAt), At: now.AddDate(0, 0, -2).Add(time.Duration(i) * time.Minute), Reason: long(2000)}
		}
		now = now.Add(time.Minute)
		do("correct", c.Correct(form, member(sanne), now))
	}
	for _, a := range c.Attachments() {
		do("keep", c.KeepFile(a.ID, now))
	}
	return c
}

func largestFiling(t testing.TB) complaint.Registration {
	r := sampleRegistration(t)
	r.Name, r.Address, r.Handle = long(120), long(250), long(120)
	r.Summary, r.Story, r.Wish, r.Files = long(150), long(3000), long(1000), documents("filed", 5)
	r.Deliverer = long(120)
	return r
}

func documents(name string, n int) []complaint.Attachment {
	var list []complaint.Attachment
	for i := range n {
		list = append(list, complaint.Attachment{
			ID: fmt.Sprintf("F%s%d", strings.ToUpper(name), i), Name: fmt.Sprint(name, i, " ", long(200), ".pdf"), MIME: "application/pdf", Size: 9 << 20,
		})
	}
	return list
}

func largestPromises() []complaint.Promise {
	return []complaint.Promise{
		{What: long(1900), Who: long(100), When: "2026-06-20"}, {What: long(1900), Who: "Fatima", User: fatima, When: "2026-06-21"}, {What: long(1900), Who: "Milan", When: "2026-06-22"},
	}
}

// largestScreens are the screens of a case that can grow with it.
func largestScreens(t testing.TB, f *Frame, c *complaint.Case) map[string]func() screen {
	screens := map[string]func() screen{
		"card": func() screen { return Card(f, c) }, "desk": func() screen { return Desk(f, c) },
		"receipt": func() screen { return Receipt(f, c) }, "all actions": func() screen { return AllActions(f, c) },
		"request": func() screen { return ApprovalRequest(f, c, 5) }, "asked": func() screen { return Ask(f, c, 5) },
		"answer": func() screen { return ReadAnswer(f, c, 5) }, "older answer": func() screen { return ReadAnswer(f, c, 1) },
		"compare": func() screen { return CompareAnswers(f, c, 4, 5) },
		"changes": func() screen { return Changes(f, c, 4) }, "deliver": func() screen { return DeliverForm(f, c, complaint.Delivery{Reaction: long(2000)}) },
		"revise": func() screen { return DraftForm(f, c, complaint.Draft{Answer: c.AnswerText(5)}, Room{Promises: 3}) },
		"follow-up": func() screen {
			return FollowUpForm(f, c, complaint.FollowUpForm{Result: complaint.Dissatisfied, Note: long(2000)})
		},
		"contact":        func() screen { return ContactForm(f, c, complaint.ContactForm{Reached: true}, 3) },
		"add":            func() screen { return AddForm(f, c, complaint.Filing{Story: long(3000)}) },
		"correct, empty": func() screen { return CorrectForm(f, c, complaint.CorrectForm{}, nil, nil) },
		"correct a moment": func() screen {
			form := complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactReceived, Seq: 1}, At: f.Now.AddDate(0, -4, 0), Reason: long(2000)}
			return CorrectForm(f, c, form, c.Preview(form, f.Now), nil)
		},
		"correct the story": func() screen {
			form := complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactStory, Seq: 1}, Text: long(3000), Reason: long(2000)}
			return CorrectForm(f, c, form, c.Preview(form, f.Now), nil)
		},
	}
	for _, tab := range Tabs {
		for from := 1; from > 0; from = turned(t, CaseFile(f, c, tab, from), "next") {
			screens[fmt.Sprintf("%s from %d", tab, from)] = func() screen { return CaseFile(f, c, tab, from) }
		}
	}
	return screens
}

// The largest case is as large as it says, and every screen of it is one that
// Slack takes, in each language.
func TestTheLargestCaseFitsSlack(t *testing.T) {
	c := largestCase(t)
	if files := len(c.Attachments()); len(c.Events) < largestEvents || len(c.Answers) != 5 || files != 15 || len(c.Facts()) < 30 {
		t.Fatalf("%d events, %d versions, %d files, %d facts", len(c.Events), len(c.Answers), files, len(c.Facts()))
	}
	for _, l := range []lang.Language{lang.NL, lang.DA, lang.EN} {
		f := sampleFrame(t, l, "2026-06-01 10:00")
		f.Standard = true
		for name, draw := range largestScreens(t, f, c) {
			s := draw()
			checkScreen(t, name+"."+string(l), s, mustJSON(t, s))
		}
	}
}

// The history is shown whole over its pages: each line once, with all that was said.
func TestTheLargestHistoryIsPaged(t *testing.T) {
	c := largestCase(t)
	f := sampleFrame(t, lang.EN, "2026-06-01 10:00")
	var seen []string
	whole := 0
	for from := 1; from > 0; {
		m := CaseFile(f, c, TabHistory, from)
		seen = append(seen, shownLines(t, m)...)
		whole += strings.Count(unescaped(mustJSON(t, m)), "why")
		from = turned(t, m, "next")
	}
	for i, e := range c.Events {
		if i >= len(seen) || seen[i] != strconv.Itoa(e.Seq) {
			t.Fatalf("line %d of the history is not that of event %d: %v", i+1, e.Seq, seen)
		}
	}
	said := 0
	for _, e := range c.Events {
		for _, words := range []string{whyOf(f, c, e), besidesWhy(f, c, e), changed(f, c, e)} {
			said += strings.Count(words, "why")
		}
	}
	if whole != said || said < 10_000 {
		t.Errorf("of %d words %d are shown", said, whole)
	}
}

// BenchmarkLargestCase draws every screen of the largest case; the slowest, at
// the median of its runs, is the figure.
func BenchmarkLargestCase(b *testing.B) {
	c := largestCase(b)
	f := sampleFrame(b, lang.NL, "2026-06-01 10:00")
	f.Standard = true
	screens := largestScreens(b, f, c)
	took := map[string][]time.Duration{}
	for b.Loop() {
		for name, draw := range screens {
			began := time.Now()
			if _, err := draw().JSON(); err != nil {
				b.Fatalf("%s: %v", name, err)
			}
			took[name] = append(took[name], time.Since(began))
		}
	}
	slowest := time.Duration(0)
	for _, times := range took {
		slices.Sort(times)
		slowest = max(slowest, times[len(times)/2])
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(len(screens)), "screens")
	b.ReportMetric(float64(slowest.Microseconds())/1000, "slowest-ms<=50")
}
