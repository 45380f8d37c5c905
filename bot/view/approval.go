package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// excerpt is how much of a long answer the thread shows at level standard; one of up
// to mostShown characters, all that is told counted, it shows whole.
const (
	excerpt   = 600
	mostShown = 2800
)

// ApprovalRequest is what the case's thread holds about one version of the
// answer: the request with its two buttons, then the decision; an older
// version shrinks to one line.
func ApprovalRequest(f *Frame, c *complaint.Case, version int) *Message {
	a := answerVersion(c, version)
	if a == nil {
		return Sentence(c.Number)
	}
	text := approvalTitle(f, c, a)
	if version < len(c.Answers) {
		return &Message{Text: text, Blocks: []slack.Block{note(versionLine(f, c, a))}}
	}
	blocks := []slack.Block{header(text)}
	switch {
	case a.Verdict != "":
		blocks = append(append(blocks, section(decided(f, c, a))), whySentBack(f, c, version)...)
		return &Message{Text: text, Blocks: append(blocks, decidedRow(f, c, a)...)}
	case !c.Open():
		return &Message{Text: text, Blocks: append(blocks, section(f.P.T("ending.undecided")))}
	}
	about := asked(f, c, a)
	if who := c.WaitsFor(f.Now); a.Asked && len(who) > 0 {
		about += " · " + waitsText(f, c, who)
	}
	s, row := section(about), unread(f, c, version)
	blocks = append(blocks, s)
	if plan, ok := agreedPlan(f, c); ok && f.Tells(c) {
		blocks = append(blocks, section(plan))
	}
	if answer := c.AnswerText(version); f.Tells(c) && answer.Text != "" {
		shown, whole := shownTold(f, c, answer)
		if whole {
			s.Accessory = slack.NewAccessory(answerButton(f, c, "answer.read", f.P.T("approval.read.button"), version))
			row = decisionButtons(f, c, version)
		}
		blocks = append(blocks, shown...)
	}
	if !f.offers(c, complaint.StepReview) { // of a confidential case, told to each in private
		row = []slack.BlockElement{answerButton(f, c, "answer.read", f.P.T("approval.read.button"), version), stepButton(f, c, complaint.StepOpenFile)}
	}
	blocks = append(append(blocks, twoBlocks(f, c, version)...), lookedOver(f, c, version, f.Tells(c), false)...)
	blocks = append(blocks, actions("decide", row...), note(f.P.T("approval.rule")+houseNote(f, c)))
	return &Message{Text: sentences(text, approvalDue(f, c)), Blocks: blocks}
}

// shownTold is what the customer will be told by an answer, as the thread shows it: every
// part where that is short, else how it begins. Whole tells whether nothing of it stands
// elsewhere, so that whoever decides read what they approve.
func shownTold(f *Frame, c *complaint.Case, answer complaint.Answer) (blocks []slack.Block, whole bool) {
	letter := answer.Letter
	answer.Letter = nil // which is read in the window
	var told []string
	for _, part := range []string{answer.Facts, answer.Whole(), answer.Reasons} {
		if part != "" {
			told = append(told, part)
		}
	}
	text, promises := strings.Join(told, "\n\n"), promiseLines(f, c, answer.Promises)
	if len(quoted(Escape(text)))+len(promises) > mostShown {
		return []slack.Block{section(beginning(f, text))}, false
	}
	return toldBlocks(f, c, answer), letter == nil
}

// whySentBack quotes, at level standard, why a version went back to its author.
func whySentBack(f *Frame, c *complaint.Case, version int) []slack.Block {
	why := c.Comment(version)
	if !f.Tells(c) || why == "" || !c.Answers[version-1].SentBack() {
		return nil
	}
	return []slack.Block{section(quoted(Escape(cut(why, excerpt))))}
}

// beginning quotes the first words of what was written, and says how long it is where
// they are not all.
func beginning(f *Frame, whole string) string {
	text := quoted(Escape(cut(whole, excerpt)))
	if units(whole) > excerpt {
		text += "\n>_" + f.P.T("approval.excerpt", "n", len(strings.Fields(whole))) + "_"
	}
	return text
}

// Ask tells an approver in private that an answer waits for them, and later
// what became of it.
func Ask(f *Frame, c *complaint.Case, version int) *Message {
	a := answerVersion(c, version)
	if a == nil {
		return Sentence(c.Number)
	}
	text := approvalTitle(f, c, a)
	blocks := []slack.Block{header(text)}
	switch {
	case a.Verdict != "":
		return &Message{Text: text, Blocks: append(blocks, section(decided(f, c, a)))}
	case version < len(c.Answers):
		return &Message{Text: text, Blocks: append(blocks, section(f.P.T("approval.replaced", "version", len(c.Answers))))}
	case !c.Open():
		return &Message{Text: text, Blocks: append(blocks, section(f.P.T("ending.undecided")))}
	}
	if c.Lacks(version) && c.MayDecide(version, f.Viewer, f.Now) != nil {
		return &Message{Text: text, Blocks: append(append(blocks, twoBlocks(f, c, version)...), actions("next", stepButton(f, c, complaint.StepOpenFile)))}
	}
	if passed := decidedByAnother(f, c, a); passed != "" {
		row := []slack.BlockElement{stepButton(f, c, complaint.StepOpenFile)}
		if c.MayDecide(version, f.Viewer, f.Now) == nil {
			row = slices.Insert(row, 0, slack.BlockElement(answerButton(f, c, "answer.review", f.P.T("card.button.review"), version)))
		}
		return &Message{Text: text, Blocks: append(blocks, section(passed), actions("next", row...))}
	}
	if !f.offers(c, complaint.StepReview) {
		return &Message{Text: text, Blocks: append(blocks, section(asked(f, c, a)), actions("next", stepButton(f, c, complaint.StepOpenFile)))}
	}
	about := []string{f.P.T("approval.asked_you"), asked(f, c, a)}
	if passed := passedToYou(f, c, a); passed != "" {
		about = slices.Insert(about, 1, passed)
	}
	blocks = append(append(blocks, section(strings.Join(about, "\n"))), twoBlocks(f, c, version)...)
	blocks = append(blocks, actions("next", green(answerButton(f, c, "answer.review", f.P.T("card.button.review"), version)),
		stepButton(f, c, complaint.StepOpenFile)))
	return &Message{Text: sentences(text, approvalDue(f, c)), Blocks: blocks}
}

// Changes tells the author of a version in private that changes are asked, or
// that somebody who was to decide edited it.
// What the approver wrote stays in the form, beyond a few words at level
// standard.
func Changes(f *Frame, c *complaint.Case, version int) *Message {
	a := answerVersion(c, version)
	if a == nil {
		return Sentence(c.Number)
	}
	text := approvalTitle(f, c, a)
	if a.Verdict == "" {
		return &Message{Text: text, Blocks: []slack.Block{header(text), section(editedBy(f, c, a)),
			actions("next", answerButton(f, c, "answer.compare", f.P.T("compare.button", "version", version), version+1),
				stepButton(f, c, complaint.StepOpenFile))}}
	}
	blocks := []slack.Block{header(text), section(decided(f, c, a))}
	if version < len(c.Answers) || c.Face() != complaint.FaceChangesAsked {
		return &Message{Text: text, Blocks: append(blocks, note(f.P.T("approval.taken_up")))}
	}
	if !f.offers(c, complaint.StepDraft) {
		return handedOver(f, c)
	}
	if f.Tells(c) {
		blocks = append(blocks, section(quoted(Escape(cut(c.Comment(version), 80)))))
	}
	blocks = append(blocks, actions("next", green(stepButton(f, c, complaint.StepDraft)), stepButton(f, c, complaint.StepOpenFile)))
	return &Message{Text: text, Blocks: append(blocks, instead(f, c, []string{a.Author, c.Handler}, f.P.T("approval.comment_in_form"))...)}
}

// toGive says that an approved answer may go to the complainant, and how.
func toGive(f *Frame, a *complaint.AnswerVersion) string {
	return f.P.T("approval.give", "how", f.P.T("approval.by."+a.Form))
}

// Approved tells in private whoever tells answers in the place of the handler that a
// version may go to the customer, with the button to log that it did, and later what became of it.
// The answer itself stands behind the buttons.
func Approved(f *Frame, c *complaint.Case, version int) *Message {
	a := answerVersion(c, version)
	if a == nil {
		return Sentence(c.Number)
	}
	text := approvalTitle(f, c, a)
	blocks := []slack.Block{header(text), section(decided(f, c, a))}
	switch {
	case a.Verdict == "" && !c.Open():
		return &Message{Text: text, Blocks: append(blocks[:1], section(f.P.T("ending.undecided")))}
	case a.Verdict == "": // the case weighs more by now, or who approved it turned out to be involved
		return &Message{Text: text, Blocks: append(append(blocks[:1], section(f.P.T("approval.again"))), twoBlocks(f, c, version)...)}
	case a.Verdict != complaint.Approved:
		return &Message{Text: text, Blocks: blocks}
	case !c.ToTell(version):
		return &Message{Text: text, Blocks: append(blocks, note(f.P.T("approval.taken_up")))}
	}
	if !f.offers(c, complaint.StepDeliver) {
		return handedOver(f, c)
	}
	give := toGive(f, a)
	lines := []string{give}
	if due := deskDuties(f, c); due != "" {
		lines = append(lines, due)
	}
	read := answerButton(f, c, "answer.read", f.P.T("approval.read.button"), version)
	blocks = append(blocks, section(strings.Join(lines, "\n")),
		actions("next", green(stepButton(f, c, complaint.StepDeliver)), read, stepButton(f, c, complaint.StepOpenFile)))
	return &Message{Text: sentences(text, give), Blocks: withLegend(f, append(blocks, instead(f, c, c.Tellers(f.Now))...))}
}

// editedBy says who wrote the version that took the place of a.
func editedBy(f *Frame, c *complaint.Case, a *complaint.AnswerVersion) string {
	next := answerVersion(c, a.Version+1)
	if next == nil {
		return c.Number
	}
	return ":pencil2: " + f.P.T("reconsider.edited", "name", "*"+Escape(f.Name(next.Author))+"*", "version", next.Version)
}

func answerVersion(c *complaint.Case, version int) *complaint.AnswerVersion {
	if version < 1 || version > len(c.Answers) {
		return nil
	}
	return &c.Answers[version-1]
}

// approvalTitle names case, version and where its approval stands.
func approvalTitle(f *Frame, c *complaint.Case, a *complaint.AnswerVersion) string {
	return f.P.T("approval.header", "number", c.Number, "version", a.Version, "state", verdictWord(f, c, a))
}

func verdictWord(f *Frame, c *complaint.Case, a *complaint.AnswerVersion) string {
	switch {
	case a.Verdict == complaint.Approved && decidesAlone(c):
		return f.P.T("verdict.ready")
	case a.Verdict != "":
		return f.P.T("verdict." + string(a.Verdict))
	case a.Version < len(c.Answers):
		return f.P.T("approval.word.replaced")
	case c.Lacks(a.Version):
		return f.P.T("approval.word.one_of_two")
	case a.Asked:
		return f.P.T("approval.word.asked")
	}
	return f.P.T("approval.word.draft")
}

// versionLine is one version in one line.
func versionLine(f *Frame, c *complaint.Case, a *complaint.AnswerVersion) string {
	parts := []string{f.P.T("thread.version", "version", a.Version), verdictWord(f, c, a)}
	if a.Verdict != "" {
		parts = append(parts, Escape(f.Name(a.DecidedBy)), f.P.DayClock(a.DecidedAt))
	}
	if a.Alone {
		parts = append(parts, f.P.T("request.alone.word"))
	}
	return strings.Join(parts, " · ")
}

// decided says what became of a version and who decided, with who agreed before.
func decided(f *Frame, c *complaint.Case, a *complaint.AnswerVersion) string {
	mark, id := ":white_check_mark: ", "approval.approved_by"
	switch {
	case decidesAlone(c):
		id = "approval.ready_by"
	case a.Verdict == complaint.ChangesAsked:
		mark, id = ":leftwards_arrow_with_hook: ", "approval.changes_by"
	case a.Verdict == complaint.ApprovalWithdrawn:
		mark, id = ":leftwards_arrow_with_hook: ", "reconsider.withdrawn_by"
	}
	names := []string{"*" + Escape(f.Name(a.DecidedBy)) + "*"}
	if agreed := c.Agreed(a.Version); a.Verdict == complaint.Approved && len(agreed) > 0 {
		names = append([]string{"*" + Escape(f.Name(agreed[0].By)) + "*"}, names...)
	}
	text := mark + f.P.T(id, "name", f.P.List(names), "when", f.P.DayClock(a.DecidedAt))
	if a.Alone {
		text += " " + f.P.T("request.alone")
	}
	return text
}

// twoBlocks say that two people have to agree with a version, and who did.
func twoBlocks(f *Frame, c *complaint.Case, version int) []slack.Block {
	if c.Approvals() == 1 {
		return nil
	}
	text := ":busts_in_silhouette: " + f.P.T("approval.two", "weight", lang.Inline(f.P.T("words.weight."+c.Weight)))
	for _, agreed := range c.Agreed(version) {
		text += "\n:white_check_mark: " + f.P.T("approval.two.by", "name", "*"+Escape(f.Name(agreed.By))+"*", "when", f.P.DayClock(agreed.At))
	}
	return []slack.Block{section(text)}
}

// asked says who wrote the version, how it will be told and by when somebody
// should decide.
func asked(f *Frame, c *complaint.Case, a *complaint.AnswerVersion) string {
	parts := []string{f.P.T("approval.author", "name", "*"+Escape(f.Name(a.Author))+"*")}
	if len(tellings(c, a.Version)) == 0 {
		parts = append(parts, f.P.T("approval.form", "how", f.P.T("approval.by."+a.Form)))
	}
	if c.AnswerText(a.Version).Letter != nil {
		parts = append(parts, f.P.T("approval.letter"))
	}
	if due := approvalDue(f, c); due != "" && a.Version == len(c.Answers) { // of the one that waits
		parts = append(parts, due)
	}
	return strings.Join(parts, " · ")
}

// sentences joins a title and what follows on it, if anything.
func sentences(title, more string) string {
	if more == "" {
		return title
	}
	return title + ". " + more
}

// approvalDue is the deadline of the decision, empty when there is none.
func approvalDue(f *Frame, c *complaint.Case) string {
	for _, d := range openDuties(c, len(c.Procedure.Duties)) {
		if d.Kind == complaint.DutyApprove {
			return owedPlainly(f, c, &d)
		}
	}
	return ""
}

func outcomeOf(f *Frame, a *complaint.AnswerVersion) string {
	word := f.P.T("words.outcome." + a.Outcome)
	if a.Restated {
		return f.P.T("correct.restated", "outcome", word)
	}
	return word
}

func houseNote(f *Frame, c *complaint.Case) string {
	if !c.Procedure.Answer.Approval.House {
		return ""
	}
	return " " + f.P.T("approval.house")
}

func decisionButtons(f *Frame, c *complaint.Case, version int) []slack.BlockElement {
	return []slack.BlockElement{
		green(answerButton(f, c, "answer.approve", f.P.T("approval.approve.button"), version)),
		answerButton(f, c, "answer.changes.open", f.P.T("approval.changes.button"), version),
		moreOfAnswer(f, c, version),
	}
}

// unread are the buttons where the answer is not all in sight: first comes to read it,
// and who approves at once is asked whether they mean to.
func unread(f *Frame, c *complaint.Case, version int) []slack.BlockElement {
	first := green(answerButton(f, c, "answer.read", f.P.T("approval.read_first.button"), version))
	approve := answerButton(f, c, "answer.approve", f.P.T("approval.approve.button"), version)
	approve.Confirm = slack.NewConfirmationBlockObject(plain(f.P.T("approval.unread.title"), 100), plain(f.P.T("approval.unread"), 300),
		plain(f.P.T("approval.unread.approve.button"), 30), plain(f.P.T("approval.unread.back.button"), 30))
	return append([]slack.BlockElement{first, approve}, decisionButtons(f, c, version)[1:]...)
}

// What the menu beside a decision offers.
const (
	AnswerEdit     complaint.Step = "edit"
	AnswerCompare  complaint.Step = "diff"
	AnswerDelegate complaint.Step = "delegate"
)

// moreOfAnswer is the menu beside a decision: what is done less often.
func moreOfAnswer(f *Frame, c *complaint.Case, version int) *slack.OverflowBlockElement {
	value := func(do complaint.Step) string { return MoreValue(Value(c.Number, version), do) }
	lines := []Option{{Value: value(AnswerEdit), Text: f.P.T("reconsider.edit.button", "version", version+1)}}
	if before := c.Before(version); before > 0 {
		lines = append(lines, Option{Value: value(AnswerCompare), Text: f.P.T("compare.button", "version", before)})
	}
	if len(c.Approvers(f.Now)) > 1 {
		lines = append(lines, Option{Value: value(AnswerDelegate), Text: f.P.T("reconsider.delegate.button")})
	}
	return slack.NewOverflowBlockElement("answer.more", options(lines)...)
}

// answerButton is a button about one version of the answer.
func answerButton(f *Frame, c *complaint.Case, action, text string, version int) *slack.ButtonBlockElement {
	return button(action, Value(c.Number, version), text, f.P.T("approval.speak", "what", text, "version", version, "number", c.Number))
}
