package complaint

import (
	"slices"
	"time"
)

// LetterTypes are the kinds of document that an answer may come as.
var LetterTypes = []string{"pdf", "docx"}

// settleLetter puts the letter of the version before into one that keeps it; a
// new one takes its place.
func (c *Case) settleLetter(d *Draft) {
	if a := c.Answer(); d.KeepLetter && d.Letter == nil && a != nil {
		d.Letter = c.AnswerText(a.Version).Letter
	}
}

func checkLetter(a *Attachment) Refusals {
	switch {
	case a == nil:
		return nil
	case !slices.Contains(LetterTypes, fileType(a.Name)):
		return Refusals{refuseField("files", "error.letter_type")}
	}
	return checkFiles([]Attachment{*a}, false)
}

// MaySeeFile tells whether somebody may have a document of the case. A letter
// that is an answer is for whoever may read the answers.
func (c *Case) MaySeeFile(p Person, id string, at time.Time) bool {
	part := PartFiling
	if slices.ContainsFunc(c.Events, func(e Event) bool { return e.Kind == Drafted && e.Data.File == id }) {
		part = PartAnswer
	}
	return c.MaySee(p, part, at)
}
