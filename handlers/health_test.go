package handlers

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
	"ombud/playground"
)

// fails gives up or holds back each waiting notice of a kind.
func (o *office) fails(kind complaint.NoticeKind, hold bool) {
	o.t.Helper()
	for {
		claimed, err := o.store.Claim(o.t.Context(), time.Now(), time.Minute, 50)
		must(o.t, err)
		if len(claimed) == 0 {
			return
		}
		for _, c := range claimed {
			switch {
			case c.Kind != kind:
				must(o.t, o.store.Done(o.t.Context(), c, db.Delivery{At: o.now}, nil))
			case hold:
				must(o.t, o.store.Later(o.t.Context(), c, db.Retry{Until: time.Now().Add(time.Hour), Class: "hold"}))
			default:
				must(o.t, o.store.Dead(o.t.Context(), c, "destination", o.now, nil))
			}
		}
	}
}

func TestSendAgain(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	o.fails(complaint.NoticeReceipt, false)
	if text := o.homeOf(sanne); !strings.Contains(text, "1 bericht kwam niet aan") {
		t.Errorf("the admin's Home says %s", text)
	}
	if text := o.homeOf(milan); strings.Contains(text, "Bezorging") {
		t.Errorf("somebody else's Home says %s", text)
	}
	p := o.as(sanne)
	p.inView("outbox.show")
	o.shows(p, number, "De bevestiging", "Lotte Jansen", "niet te bereiken", "Opnieuw versturen")
	p.inView("outbox.again")
	o.shows(p, "Er is geen bericht opgegeven")
	if n := o.notices(complaint.NoticeReceipt); n != 1 {
		t.Errorf("%d receipts wait, want one", n)
	}
}

// What nobody needs any more is put away, and not told.
func TestPutAway(t *testing.T) {
	o := newOffice(t)
	o.file(lotte, nil)
	o.fails(complaint.NoticeReceipt, false)
	p := o.as(sanne)
	o.homeOf(sanne)
	p.inView("outbox.show")
	p.inView("outbox.away")
	o.shows(p, "Er is geen bericht opgegeven")
	if b, err := o.store.Backlog(t.Context()); err != nil || b.Dead != 0 || o.notices(complaint.NoticeReceipt) != 0 {
		t.Errorf("backlog %+v, %v", b, err)
	}
}

// Of a confidential case an admin with no part in it learns that a message failed, and no
// more.
func TestUndeliveredOfAConfidentialCase(t *testing.T) {
	o := newOffice(t)
	number := o.filed(map[string]any{"about": []string{fatima}})
	r, err := o.store.Roster(t.Context())
	must(t, err)
	for i := range r.Holders {
		if r.Holders[i].Role == complaint.RoleAdmin {
			r.Holders[i].User = joost
		}
	}
	must(t, o.store.SaveRoster(t.Context(), r))
	_, err = o.store.UpdateCase(t.Context(), number, func(c *complaint.Case) error { return c.TakeConfidentialRoute([]string{fatima}, o.now) })
	must(t, err)
	o.fails(complaint.NoticeReceipt, false)
	p := o.as(joost)
	o.homeOf(joost)
	p.inView("outbox.show")
	if text := p.ViewText(p.Modal()); strings.Contains(text, number) || strings.Contains(text, "Lotte") || !strings.Contains(text, "niet te bereiken") {
		t.Errorf("the admin reads %s", text)
	}
}

// An admin whom a case concerns learns that a message failed, and no more.
func TestUndeliveredOfACaseThatConcernsTheAdmin(t *testing.T) {
	o := newOffice(t)
	number := o.filed(map[string]any{"about": []string{sanne, joost}})
	o.fails(complaint.NoticeReceipt, false)
	p := o.as(sanne)
	o.homeOf(sanne)
	p.inView("outbox.show")
	if text := p.ViewText(p.Modal()); strings.Contains(text, number) || strings.Contains(text, "Lotte") || !strings.Contains(text, "De bevestiging") {
		t.Errorf("shows %s", text)
	}
}

func TestTryTheChannelAgain(t *testing.T) {
	o := newOffice(t)
	o.file(lotte, nil)
	o.fails(complaint.NoticeCard, true)
	must(t, o.Archive(klachten))
	f := &view.Frame{Company: o.h.Company, P: o.h.printer(&bot.Request{}), Now: o.now}
	dm, err := o.h.Slack.OpenDM(t.Context(), sanne)
	must(t, err)
	ts, _, err := o.h.Slack.Post(t.Context(), dm, "", view.ChannelTrouble(f, "archived", ""), "")
	must(t, err)
	p := o.as(sanne)
	p.presses(dm, ts, "outbox.how")
	o.shows(p, "Haal het uit het archief", "Opnieuw proberen")
	p.closes()
	p.presses(dm, ts, "outbox.retry")
	o.shows(p, "nog niet verholpen", "gearchiveerd")
	p.closes()
	must(t, o.Unarchive(klachten))
	time.Sleep(3100 * time.Millisecond) // how long what was looked up is kept
	p.presses(dm, ts, "outbox.retry")
	o.shows(p, "Het kanaal is weer in orde", "1 wachtend bericht")
	if n := o.notices(complaint.NoticeCard); n != 1 {
		t.Errorf("%d cards go out now, want one", n)
	}
}

// A forged press by somebody who does not look after the app does nothing.
func TestHealthIsForItsKeepers(t *testing.T) {
	o := newOffice(t)
	o.file(lotte, nil)
	o.fails(complaint.NoticeReceipt, false)
	dead, err := o.store.Undelivered(t.Context(), 0, 1)
	must(t, err)
	for _, e := range o.entries() {
		if !strings.HasPrefix(e.route, "outbox.") {
			continue
		}
		resp, err := o.use(e, milan, "1", "")
		if err == nil || resp.Open == nil && resp.Push == nil {
			t.Errorf("%s: %+v, %v, want a refusal", e, resp, err)
		}
	}
	if after, err := o.store.Undelivered(t.Context(), 0, 1); err != nil || len(after) != 1 || after[0] != dead[0] {
		t.Errorf("afterwards %v, %v", after, err)
	}
}

// Without an admin the fallback looks after the app.
func TestTheFallbackLooksAfterTheAppWithoutAnAdmin(t *testing.T) {
	o := newOffice(t)
	r := o.roster()
	r.Holders = slices.DeleteFunc(r.Holders, func(h complaint.Holder) bool { return h.Role == complaint.RoleAdmin })
	must(t, o.store.SaveRoster(t.Context(), r))
	if text := o.homeOf(mees); !strings.Contains(text, "Bezorging") || !strings.Contains(text, "Het klachtenkanaal is in orde") {
		t.Errorf("without one it says %s", text)
	}
}

// Home calls the channel in order only when the sender would: not with a guest or another
// app in it, and not when Slack does not say.
func TestHomeKnowsTheChannelAsTheSenderDoes(t *testing.T) {
	o := newOffice(t)
	if why := o.h.channelNow(t.Context()); why != "" {
		t.Fatalf("at first %q", why)
	}
	must(t, o.Join(klachten, gast))
	if text := o.homeOf(sanne); !strings.Contains(text, "In het kanaal zit een gast") {
		t.Errorf("with a guest Home says %s", text)
	}
	must(t, o.Leave(klachten, gast))
	o.h.Slack = o.client()
	o.Fail(playground.Fault{Method: "conversations.info", Kind: playground.ErrorCode, Error: "fatal_error", Times: -1})
	if why := o.h.channelNow(t.Context()); why != channelUnknown {
		t.Errorf("when Slack does not say: %q", why)
	}
}

// However many messages were given up, each is reached, and putting one away stays there.
func TestEachLostMessageIsReached(t *testing.T) {
	o := newOffice(t)
	const all = view.MostLost + 5
	must(t, o.store.UpdateRoster(t.Context(), o.now, func(*complaint.Roster) (list []complaint.Notice, _ error) {
		for i := range all {
			list = append(list, complaint.Notice{Kind: complaint.NoticeConcerns, To: mees, Ref: fmt.Sprint(i)})
		}
		return list, nil
	}))
	for range all {
		o.fails(complaint.NoticeConcerns, false)
	}
	p := o.as(sanne)
	o.homeOf(sanne)
	p.inView("outbox.show")
	if n := strings.Count(p.ViewText(p.Modal()), "Opnieuw versturen"); n != view.MostLost {
		t.Fatalf("the first page shows %d", n)
	}
	p.inView("outbox.older")
	if n := strings.Count(p.ViewText(p.Modal()), "Opnieuw versturen"); n != 5 {
		t.Errorf("the next shows %d", n)
	}
	oldest, err := o.store.Undelivered(t.Context(), 0, all)
	must(t, err)
	for _, n := range oldest[all-4:] {
		_, err := o.store.PutAway(t.Context(), n.ID)
		must(t, err)
	}
	p.inView("outbox.newest")
	p.inView("outbox.older")
	p.inView("outbox.away")
	if n := strings.Count(p.ViewText(p.Modal()), "Opnieuw versturen"); n != view.MostLost {
		t.Errorf("with the last page empty the newest show %d", n)
	}
	if b, err := o.store.Backlog(t.Context()); err != nil || b.Dead != view.MostLost {
		t.Errorf("backlog %+v, %v", b, err)
	}
}
