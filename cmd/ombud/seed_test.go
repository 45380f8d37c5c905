package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db"
	"ombud/lang"
	"ombud/procedure"
)

// Each language has its sixty stories, marked as invented, no two alike, and with
// nothing in them that a card may not show.
func TestStories(t *testing.T) {
	personal := regexp.MustCompile(`@|[0-9]{6,}`)
	for _, l := range []lang.Language{lang.NL, lang.DA, lang.EN} {
		raw, err := stories.ReadFile("stories/" + string(l) + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		if head, _, _ := strings.Cut(string(raw), "\n"); !regexp.MustCompile(`^# .*(verzonnen|opdigtet|invented)`).MatchString(head) {
			t.Errorf("%s: the first line does not say that all is invented: %s", l, head)
		}
		all, err := storiesIn(l)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, s := range all {
			if !slices.Contains([]string{"phone", "email", "oral", "chat", "social"}, s.via) {
				t.Errorf("%s: %s came in by %q", l, s.customer, s.via)
			}
			for _, part := range []string{s.customer, s.summary, s.text} {
				if part == "" || seen[part] || personal.MatchString(part) {
					t.Errorf("%s: empty, said before, or personal: %q", l, part)
				}
				seen[part] = true
			}
			if len([]rune(s.summary)) > 60 || len([]rune(s.text)) < 40 || len([]rune(s.text)) > 300 {
				t.Errorf("%s: too long or too short: %s", l, s.summary)
			}
		}
		if len(all) < 60 {
			t.Errorf("%s: only %d stories", l, len(all))
		}
	}
}

// inProcess starts a demo whose insides the test can look at.
func inProcess(t *testing.T, cmd *DemoCmd) *demo {
	t.Helper()
	out := &lockedBuffer{}
	env := &environment{Streams: &Streams{In: strings.NewReader(""), Out: out, Err: out}, Getenv: func(string) string { return "" }, Now: time.Now}
	d := &demo{cmd: cmd, env: env, log: slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: slog.LevelWarn}))}
	server := httptest.NewServer(d)
	d.url = server.URL
	t.Cleanup(func() {
		if err := d.stop(); err != nil {
			t.Error(err)
		}
		server.CloseClientConnections()
		server.Close()
		if said := out.String(); strings.Contains(said, "level=ERROR") {
			t.Errorf("the bot complains:\n%s", said)
		}
	})
	if err := d.restart(context.Background()); err != nil {
		t.Fatal(err)
	}
	return d
}

// A demo of another procedure has its past too, as far as it goes the same road, and
// no tour where that road is another.
func TestDemoOfOtherProcedures(t *testing.T) {
	for _, name := range procedure.Presets() {
		t.Run(name, func(t *testing.T) {
			d := inProcess(t, &DemoCmd{Procedure: name, At: "2026-03-05T10:20", Cases: 24})
			ws := d.world.service.Load().store.In("T0FIRM")
			rows, err := ws.Cases(t.Context(), db.Filter{})
			if err != nil || len(rows) != 24 {
				t.Errorf("%d cases, %v", len(rows), err)
			}
			faces := map[complaint.Face]int{}
			for _, row := range rows {
				c, err := ws.Case(t.Context(), row.Number)
				if err != nil {
					t.Fatal(err)
				}
				faces[c.Face()]++
			}
			if n := faces[complaint.FaceReady]; n > 3 { // nobody would leave them lying about
				t.Errorf("%d only have to be closed", n)
			}
			if faces[complaint.FaceClosed] < 5 || len(faces) < 5 {
				t.Errorf("they stand at %v", faces)
			}
			want := map[string]string{"exactpi": "en", "okonomi": "da"}[name]
			if got := d.world.page.Lang; got != cmp.Or(want, "nl") {
				t.Errorf("the demo speaks %s", got)
			}
			sanne, _ := d.world.slack.User("U0SANNE")
			if named := strings.Contains(strings.ToLower(sanne.Title), "klachtenfunctionaris"); named != (name == "cygnus") {
				t.Errorf("Sanne is %s", sanne.Title)
			}
			number := rows[0].Number
			hidden, unknown := heard(t, d.world, ruben, "show "+number), heard(t, d.world, ruben, "show "+number[:7]+"9999")
			if hidden != strings.ReplaceAll(unknown, number[:7]+"9999", number) {
				t.Errorf("whoever has no role hears\n%s\nof a number that is there, and of another\n%s", hidden, unknown)
			}
			if said := heard(t, d.world, "U0GAST", ""); !strings.Contains(said, "klantcontact@noorderlicht.example") {
				t.Errorf("a guest hears %q", said)
			}
			if offered := d.world.page.Tour != nil; offered != (name == "exactpi") {
				t.Errorf("a tour is offered: %v", offered)
			}
		})
	}
}

// heard is what the bot answers somebody who types that behind the command.
func heard(t *testing.T, w *world, user, typed string) string {
	t.Helper()
	p := w.slack.As(user)
	before := len(p.Ephemerals(hall))
	seen, err := p.Command(hall, w.page.Command, typed)
	if err != nil || seen.Modal != nil {
		t.Fatalf("%s %s: %v, %+v", w.page.Command, typed, err, seen.Modal)
	}
	if !w.slack.Wait(patience, func() bool { return len(p.Ephemerals(hall)) > before }) {
		t.Fatalf("nobody answers %s", typed)
	}
	return p.Text(p.Ephemerals(hall)[before])
}

// The channel of everybody has been talked in before a visitor comes, a complaint that
// somebody passes on among it, in the language of the demo and with nothing to catch up on.
func TestDemoHasBeenTalkedIn(t *testing.T) {
	for _, at := range []string{"2026-03-05T08:30", "2026-03-09T16:10"} {
		w := inProcess(t, &DemoCmd{Procedure: "klachten", At: at, Cases: 3}).world
		p := w.slack.As(lotte)
		said := p.Messages(hall)
		if len(said) != len(talk) {
			t.Fatalf("%d messages, want %d", len(said), len(talk))
		}
		for i, m := range said {
			want := words(w.service.Load().cfg).T(talk[i].text, "command", "/klacht")
			if p.Text(m) != want || m.User != talk[i].by {
				t.Errorf("%s says %q, want %s: %q", m.User, p.Text(m), talk[i].by, want)
			}
			sec, _, _ := strings.Cut(m.TS, ".")
			at, err := strconv.ParseInt(sec, 10, 64)
			if before := w.clock.Now().Sub(time.Unix(at, 0)); err != nil || before < talk[i].ago || before > talk[i].ago+patience {
				t.Errorf("it was said %s ago, want %s", before, talk[i].ago)
			}
		}
		for _, u := range demoPeople {
			if n := w.slack.As(u.id).Unread(hall); n > 0 {
				t.Errorf("%s has %d to read", u.name, n)
			}
		}
		seen, err := p.MessageShortcut("case.file.message", hall, said[2].TS)
		if err != nil || seen.Modal == nil || !strings.Contains(fmt.Sprint(seen.Modal.Blocks), "loonstroken") {
			t.Errorf("what Ruben passed on cannot be recorded: %v %s", err, seen.Failure)
		}
	}
}

// A busy firm is there within seconds, in every state, with a past that happened at
// working times and a channel that holds a handful of cards.
func TestDemoOfABusyFirm(t *testing.T) {
	began := time.Now()
	d := inProcess(t, &DemoCmd{Procedure: "exactpi", Lang: "nl", At: "2026-03-05T10:20", Cases: 60})
	w := d.world
	took := time.Since(began)
	ws := w.service.Load().store.In("T0FIRM")
	rows, err := ws.Cases(t.Context(), db.Filter{Limit: 1000})
	if err != nil || len(rows) != 60 {
		t.Fatalf("%d cases, %v", len(rows), err)
	}
	faces := map[complaint.Face]int{}
	var late, confidential, fatimas int
	for _, row := range rows {
		c, err := ws.Case(t.Context(), row.Number)
		if err != nil {
			t.Fatal(err)
		}
		faces[c.Face()]++
		duties, err := c.Duties()
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(duties, func(d complaint.Duty) bool { return d.Open() && d.Overdue(w.clock.Now()) }) {
			late++
		}
		if c.Confidential {
			confidential++
		}
		if c.Handler == fatima {
			fatimas++
		}
		for _, a := range c.Answers {
			words := c.AnswerText(a.Version)
			if words.Reasons == words.OralWhy || a.Version == 2 && words.Text == c.AnswerText(1).Text {
				t.Errorf("%s: version %d repeats itself: %+v", row.Number, a.Version, words)
			}
		}
		for _, e := range c.Events {
			if e.Recorded.After(w.clock.Now()) {
				t.Errorf("%s: %s lies in the future", row.Number, e.Kind)
			}
			if e.Actor != "" && !c.Calendar.InHours(e.Recorded) {
				t.Errorf("%s: %s was recorded at %s, when nobody works", row.Number, e.Kind, e.Recorded.In(c.Zone()))
			}
		}
	}
	for _, f := range []complaint.Face{
		complaint.FaceNew, complaint.FaceConfirmed, complaint.FaceAssigned, complaint.FaceInProgress, complaint.FaceInApproval,
		complaint.FaceChangesAsked, complaint.FaceApproved, complaint.FaceAnswered, complaint.FaceReopened, complaint.FaceReady, complaint.FaceClosed,
	} {
		if faces[f] == 0 {
			t.Errorf("no case is %s: %v", f, faces)
		}
	}
	if late < 2 || late > 4 || confidential == 0 || fatimas == 0 || faces[complaint.FaceClosed] < 25 {
		t.Errorf("%d cases are late, %d confidential, %d Fatima's: %v", late, confidential, fatimas, faces)
	}
	if n := len(w.slack.As(sanne).Messages("C0KLACHTEN")); n < cards || n > cards+2 {
		t.Errorf("the channel holds %d messages", n)
	}
	t.Logf("up in %s: %v", took.Round(time.Millisecond), faces)

	// In another language the same cases go on; what was drawn is drawn again.
	if err := w.page.Speak(t.Context(), "da"); err != nil {
		t.Fatal(err)
	}
	danish := func() bool {
		return strings.Contains(w.slack.As(sanne).Text(w.slack.As(sanne).Messages("C0KLACHTEN")[0]), "Modtaget")
	}
	if !w.slack.Wait(patience, danish) {
		t.Errorf("the card stays\n%s", w.slack.As(sanne).Text(w.slack.As(sanne).Messages("C0KLACHTEN")[0]))
	}
	if rows, err := w.service.Load().store.In("T0FIRM").Cases(t.Context(), db.Filter{Limit: 1000}); err != nil || len(rows) != 60 || d.cmd.Lang != "da" {
		t.Errorf("in Danish there are %d cases, %v", len(rows), err)
	}
}
