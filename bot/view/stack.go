package view

import (
	"slices"
	"strconv"
	"strings"

	"ombud/complaint"
)

// Pages that are no page of the case file.
const (
	pageAll    = "all"
	pageAnswer = "answer"
	pageClose  = "close"
	pageHome   = "home"
)

// pageName names a window that shows a case as it stands, so that it can be
// drawn again after a step that was taken from it: "history.2".
func pageName(page string, n int) string { return page + "." + strconv.Itoa(n) }

// homePage names the Home tab with what its list of all cases shows: windows that were
// opened there lie on it.
func homePage(q ListQuery) string {
	return pageHome + "~" + strings.ReplaceAll(q.String(), "|", "~")
}

// HomeIn gives what the list in Home shows, if Home is among the pages that lie on each
// other. See Metadata.
func HomeIn(pages []string) (q ListQuery, there bool) {
	for _, page := range pages {
		if query, found := strings.CutPrefix(page, pageHome+"~"); found {
			return ParseListQuery(strings.ReplaceAll(query, "~", "|")), true
		}
	}
	return ParseListQuery(""), false
}

// On remembers in the window's private field what it lies on, the nearest
// first; nothing where that is no page of a case and not Home.
func (m *Modal) On(beneath []string) {
	kept, err := ParseMetadata(m.Metadata)
	if err != nil {
		return // a window of one sentence remembers nothing
	}
	own := ""
	if len(kept.Pages) > 0 {
		own = kept.Pages[0]
	}
	kept.Pages = append([]string{own}, beneath...)
	for len(kept.Pages) > 0 && kept.Pages[len(kept.Pages)-1] == "" {
		kept.Pages = kept.Pages[:len(kept.Pages)-1]
	}
	m.Metadata = kept.String()
}

// AtPage draws a named page of the case as it is now; nil for a page that does
// not exist, or that the viewer may not see.
func AtPage(f *Frame, c *complaint.Case, name string) *Modal {
	page, number, _ := strings.Cut(name, ".")
	n, err := strconv.Atoi(number)
	switch {
	case err != nil:
		return nil
	case page == pageAll && f.maySee(c, complaint.PartFiling):
		return AllActions(f, c)
	case page == pageAnswer && f.maySee(c, complaint.PartAnswer):
		return ReadAnswer(f, c, n)
	case page == pageClose && c.MayClose(f.Viewer, f.Now) == nil:
		return CloseForm(f, c, ClosingOf(c))
	case slices.Contains(Tabs, Tab(page)) && f.maySee(c, complaint.PartState):
		return CaseFile(f, c, Tab(page), n)
	}
	return nil
}
