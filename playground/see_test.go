package playground

import (
	"strings"
	"testing"
	"time"
)

func names(cs []Channel) string {
	var ns []string
	for _, c := range cs {
		ns = append(ns, c.Name)
	}
	return strings.Join(ns, " ")
}

func TestWhoSeesWhichChannels(t *testing.T) {
	o := newOffice(t, Config{})
	for user, want := range map[string]string{
		sanne: "klachten algemeen elders prive", milan: "klachten algemeen elders", lotte: "algemeen elders",
		gast: "", buiten: "", weg: "", "U0NIETS": "",
	} {
		if got := names(o.As(user).Channels()); got != want {
			t.Errorf("%s sees %q, want %q", user, got, want)
		}
	}
	if o.As(lotte).Messages(klachten) != nil || o.As(lotte).Thread(klachten, "1.000001") != nil {
		t.Error("Lotte reads a channel that is not hers")
	}
}

func TestThreadsAndUnread(t *testing.T) {
	o := newOffice(t, Config{})
	m, err := o.As(sanne).Say(klachten, "ouder", "")
	o.must(err)
	o.ok("chat.postMessage", "channel", klachten, "thread_ts", m.TS, "text", "in de draad")
	if ms := o.As(milan).Messages(klachten); len(ms) != 1 || len(ms[0].Replies) != 1 {
		t.Errorf("channel %+v", ms)
	}
	if th := o.As(milan).Thread(klachten, m.TS); len(th) != 2 || th[1].Text != "in de draad" {
		t.Errorf("thread %+v", th)
	}
	if n := o.As(milan).Unread(klachten); n != 2 {
		t.Errorf("%d unread", n)
	}
	o.As(milan).MarkRead(klachten)
	if n := o.As(milan).Unread(klachten); n != 0 {
		t.Errorf("%d unread after reading", n)
	}
}

func TestSayRefusals(t *testing.T) {
	o := newOffice(t, Config{})
	_, err := o.As(lotte).Say(elders, "x", "")
	wantRefusal(t, err, "has not joined")
	_, err = o.As(sanne).Say(klachten, "", "")
	wantRefusal(t, err, "nothing to send")
	_, err = o.As(sanne).Say(klachten, "x", "1.000001")
	wantRefusal(t, err, "no thread")
	o.must(o.Archive(klachten))
	_, err = o.As(sanne).Say(klachten, "x", "")
	wantRefusal(t, err, "archived")
}

func TestReadMrkdwn(t *testing.T) {
	o := newOffice(t, Config{}) // 20 November 2026, 10:15 in Amsterdam
	o.must(o.ChangeUser(sanne, func(u *User) { u.Locale = "en-GB" }))
	for in, want := range map[string]string{
		"a &lt;b&gt; &amp; &amp;lt;":                                                   "a <b> & &lt;",
		"<@U0SANNE> en <@U0NIETS>":                                                     "@Sanne Bakker en @U0NIETS",
		"<#C0ALGEMEEN> <#C0X|naam>":                                                    "#algemeen #naam",
		"<!channel> <!here|here>":                                                      "@channel @here",
		"<https://a.example/x|dossier> <mailto:a@b.example>":                           "dossier mailto:a@b.example",
		"<!date^1795166100^{date_short_pretty} om {time}|toen>":                        "today om 10:15",
		"<!date^1795252500^{date_pretty} {time}|toen>":                                 "tomorrow 10:15",
		"<!date^1797523200^{date_short} {date_num} {date} {date_long} {time_secs}|dt>": "Dec 17, 2026 2026-12-17 December 17th, 2026 Thursday, December 17th, 2026 17:00:00",
		"<!date^1795338900^{ago}|toen> <!date^1795162500^{ago}|toen>":                  "in 2 days 1 hour ago",
		"<!date^straks^{time}|fallback>":                                               "fallback",
	} {
		if got := o.As(sanne).Read(in); got != want {
			t.Errorf("%s\n got %q\nwant %q", in, got, want)
		}
	}
	if got := o.As(lotte).Read("<!date^1797523200^{date_short} {time}|x>"); got != "Dec 17, 2026 11:00 AM" {
		t.Errorf("in New York: %q", got)
	}
	// Slack writes dates in the language of the reader's client.
	for locale, want := range map[string]string{
		"nl-NL": "vandaag, 17 dec 2026, 17 december 2026, donderdag 17 december 2026, over 2 dagen, 1 uur geleden, 17:00, 17:00:00",
		"da-DK": "i dag, 17. dec. 2026, 17. december 2026, torsdag den 17. december 2026, om 2 dage, for 1 time siden, 17.00, 17.00.00",
		"fr-FR": "today, Dec 17, 2026, December 17th, 2026, Thursday, December 17th, 2026, in 2 days, 1 hour ago, 17:00, 17:00:00",
	} {
		o.must(o.ChangeUser(sanne, func(u *User) { u.Locale = locale }))
		got := o.As(sanne).Read("<!date^1795166100^{date_short_pretty}|x>, <!date^1797523200^{date_short}, {date}, {date_long}|x>, " +
			"<!date^1795338900^{ago}|x>, <!date^1795162500^{ago}|x>, <!date^1797523200^{time}, {time_secs}|x>")
		if got != want {
			t.Errorf("%s\n got %q\nwant %q", locale, got, want)
		}
	}
}

func TestBlocksAsText(t *testing.T) {
	o := newOffice(t, Config{})
	o.ok("chat.postMessage", "channel", klachten, "text", "voor de melding", "blocks", card)
	p := o.As(sanne)
	m := p.Messages(klachten)[0]
	if got, want := p.Text(m), "Kaart\nDossier\nAlles\n[A]\n[B]\nOpen\nMijn\n[C]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestChangeFeed(t *testing.T) {
	o := newOffice(t, Config{})
	changes, stop := o.Subscribe()
	_, err := o.As(sanne).Say(klachten, "x", "")
	o.must(err)
	var c Change
	for c.Kind != "message" {
		c = <-changes
	}
	if c.Channel != klachten || c.TS == "" {
		t.Errorf("change %+v", c)
	}
	stop()
	stop()
	for range changes { // ends because stop closed it
	}
	if o.Wait(5*time.Millisecond, func() bool { return false }) {
		t.Error("Wait said yes to no")
	}
}

func TestReload(t *testing.T) {
	o := newOffice(t, Config{})
	o.ok("views.open", "trigger_id", o.trigger(sanne), "view", modalOf(`{"type":"divider"}`))
	o.ok("chat.postEphemeral", "channel", klachten, "user", sanne, "text", "x")
	o.As(sanne).Reload()
	if o.As(sanne).Modal() != nil || o.As(sanne).Ephemerals(klachten) != nil {
		t.Error("still there after a reload")
	}
}
