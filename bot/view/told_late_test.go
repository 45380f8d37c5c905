package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// Why an answer took longer than its deadline is asked at the end of the form, and stands beside
// the answer and in the history, for who may read answers alone (OK-16).
func TestWhyAnAnswerTookLonger(t *testing.T) {
	c := caseAt(t, complaint.FaceApproved)
	now := "2026-05-20 10:00"
	d := complaint.Delivery{At: at(t, now), Via: "phone", With: "Anna de Vries", Late: "the <expert> was ill"}
	inLanguages(t, "answer.deliver.late", now, func(f *Frame) screen {
		return Outdated(ToldLate(f, DeliverForm(f, c, d), ""), f.P.T("error.told_late"))
	})
	must(t, c.Deliver(d, member(milan), at(t, now)))
	inLanguages(t, "casefile.told_late", now, func(f *Frame) screen { return CaseFile(f, c, TabAnswers, 1) })
	for tab, want := range map[Tab]string{TabAnswers: ">the &lt;expert&gt; was ill", TabHistory: "Why it took longer: the &lt;expert&gt; was ill"} {
		f := sampleFrame(t, lang.EN, now)
		if raw := unescaped(mustJSON(t, CaseFile(f, c, tab, 1))); !strings.Contains(raw, want) {
			t.Errorf("%s lacks %q:\n%s", tab, want, raw)
		}
		f.Viewer = member("U0OTHER")
		if raw := unescaped(mustJSON(t, CaseFile(f, c, tab, 1))); strings.Contains(raw, "was ill") {
			t.Errorf("%s: somebody without a part in it reads why:\n%s", tab, raw)
		}
	}
}
