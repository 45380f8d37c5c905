package view

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/lang"
)

// manySteps is a case of more than 200 events: 200 tries to reach the customer.
func manySteps(t testing.TB) *complaint.Case {
	t.Helper()
	c, now := caseAt(t, complaint.FaceAssigned), at(t, "2026-03-06 09:00")
	for i := range 200 {
		now = now.Add(time.Minute)
		if err := c.LogContact(complaint.ContactForm{At: now, Via: "phone", Note: fmt.Sprint("try ", i)}, member(sanne), now); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// offered are the values of the list of facts.
func offered(t *testing.T, s screen) (values []string) {
	t.Helper()
	var drawn struct {
		Blocks []struct {
			BlockID string `json:"block_id"`
			Element struct {
				Options []struct{ Value string }
			}
		}
	}
	if err := json.Unmarshal(mustJSON(t, s), &drawn); err != nil {
		t.Fatal(err)
	}
	for _, b := range drawn.Blocks {
		for _, o := range b.Element.Options {
			if b.BlockID == "fact" {
				values = append(values, o.Value)
			}
		}
	}
	return values
}

// In a case of 200 events each fact is found in some page of the list, and a page says that
// there are others; a fact is on the page on which it was chosen.
func TestEachFactIsReached(t *testing.T) {
	c := manySteps(t)
	f := sampleFrame(t, lang.EN, "2026-03-13 10:20")
	found := map[string]bool{}
	pages := 0
	for next := (complaint.Fact{}); ; pages++ {
		s := CorrectForm(f, c, complaint.CorrectForm{Fact: next}, nil, nil)
		checkScreen(t, next.String(), s, mustJSON(t, s))
		if !strings.Contains(string(mustJSON(t, s)), fmt.Sprintf("of %d are in the list", c.FactsLogged())) {
			t.Errorf("page %d does not say what it leaves out", pages)
		}
		values := offered(t, s)
		for _, v := range values {
			found[v] = true
		}
		older := complaint.Fact{Code: factPage, Seq: pages + 1}
		if !slices.Contains(values, older.String()) {
			break
		}
		next = older
	}
	for _, fact := range c.Facts() {
		if !found[fact.String()] {
			t.Errorf("%s is on no page", fact)
		}
		if on := CorrectForm(f, c, c.OnRecord(fact), nil, nil); !slices.Contains(offered(t, on), fact.String()) {
			t.Errorf("%s is not in the list in which it was chosen", fact)
		}
	}
	if pages < 4 {
		t.Errorf("%d facts on %d pages", len(c.Facts()), pages+1)
	}
	if few := CorrectForm(f, caseAt(t, complaint.FaceAssigned), complaint.CorrectForm{Fact: complaint.Fact{Code: factPage, Seq: 7}}, nil, nil); strings.Contains(string(mustJSON(t, few)), "in the list") {
		t.Error("of a case with few steps it speaks of pages")
	}
	inLanguages(t, "correct.older", "2026-03-13 10:20", func(f *Frame) screen {
		return CorrectForm(f, c, complaint.CorrectForm{Fact: complaint.Fact{Code: factPage, Seq: 4}}, nil, nil)
	})
}

// Of a step of which only the way can be put right the list says so.
func TestAStepWithoutWordsIsNamedByItsWay(t *testing.T) {
	c := caseAt(t, complaint.FaceAnswered)
	for _, fact := range c.Facts() {
		if fact.Code != complaint.FactContact {
			continue
		}
		only := slices.Equal(c.Parts(complaint.CorrectForm{Fact: fact}), []string{complaint.PartWay})
		if name := factOption(sampleFrame(t, lang.EN, "2026-03-13 10:20"), c, fact).Text; strings.Contains(name, ": in which way") != only {
			t.Errorf("%s, only its way %v", name, only)
		}
	}
}
