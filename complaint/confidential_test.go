package complaint

import (
	"slices"
	"testing"
)

// The messages of who filed a case and of who handles it are made true when it leaves the
// channel, and again when it comes back; when it is over they do not speak of it.
func TestThePrivateMessagesFollowTheRoute(t *testing.T) {
	now := at(t, "2026-03-18 14:00")
	hears := func(c *Case, kind Kind) (list []string) {
		i := slices.IndexFunc(c.Events, func(e Event) bool { return e.Kind == kind })
		if i < 0 {
			t.Fatalf("no %s", kind)
		}
		for _, n := range c.Notices(c.Events[i]) {
			if n.Kind == NoticeReceipt || n.Kind == NoticeDesk {
				list = append(list, string(n.Kind)+" "+n.To)
			}
		}
		return list
	}
	for name, tc := range map[string]struct {
		face Face
		want []string
	}{
		"runs": {FaceInProgress, []string{"receipt " + lotte, "desk " + milan}},
		"over": {FaceClosed, nil},
	} {
		c := walkTo(t, tc.face)
		must(t, c.TakeConfidentialRoute([]string{joost}, now))
		if got := hears(c, RouteConfidential); !slices.Equal(got, tc.want) {
			t.Errorf("%s: when it leaves %v hear, want %v", name, got, tc.want)
		}
		c.record(RouteEnded, Clock, now, now, Data{}, 0)
		if got := hears(c, RouteEnded); !slices.Equal(got, tc.want) {
			t.Errorf("%s: when it comes back %v hear, want %v", name, got, tc.want)
		}
	}
}
