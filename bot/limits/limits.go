// Package limits is the table of what Slack accepts: how long a text may be, how
// many blocks fit, which element may stand where. It reads raw JSON, so that the
// views and the imitated Slack are held to one table without sharing a client
// library and its mistakes. It imports nothing of ours.
//
// A length is counted in code points and in UTF-16 units, and the larger of the
// two decides: Slack does not publish which of them it counts.
package limits

import "unicode/utf8"

// Limits of messages and views. Texts are in characters as Length counts them,
// the others in pieces or bytes as named.
const (
	MaxBlocksMessage = 50        // blocks in one message
	MaxBlocksView    = 100       // blocks in a modal or Home
	MaxViewBytes     = 250_000   // JSON of one view
	MaxViewStack     = 3         // modals on top of each other
	MaxMetadata      = 3000      // private_metadata of a view
	MaxID            = 255       // callback, block, action and external ids
	MaxViewTitle     = 24        // title, submit and close of a modal
	MaxMessageText   = 40_000    // text of a new message; Slack cuts what is longer
	MaxEditText      = 4000      // text of an edited message; longer is refused
	MaxAckBytes      = 20 * 1024 // a socket answer of this size or more is dropped unseen
)

// Limits of blocks, in characters or pieces.
const (
	MaxText            = 3000 // any text object
	MaxHeader          = 150
	MaxSectionText     = 3000
	MaxSectionFields   = 10
	MaxFieldText       = 2000
	MaxContextElements = 10
	MaxActionElements  = 25
	MaxLabel           = 2000
	MaxHint            = 2000
	MaxAltText         = 2000
	MaxMarkdown        = 12_000 // all markdown blocks of one message together
	MaxTableRows       = 100
	MaxTableCells      = 20
	MaxTables          = 1 // per message
)

// Limits of elements, in characters, pieces or bytes as named.
const (
	MaxPlaceholder     = 150
	MaxInputText       = 3000 // what a person can type in one field
	MaxButtonText      = 75
	MaxButtonValue     = 2000
	MaxURL             = 3000
	MaxAccessibleLabel = 75
	MaxOptionText      = 75
	MaxOptionValue     = 75 // one source says 150; the smaller is safe
	MaxOptionNote      = 75 // description under an option
	MaxOptions         = 100
	MaxOptionGroups    = 100
	MaxGroupLabel      = 75
	MaxBoxes           = 10 // radio buttons or checkboxes
	MaxOverflow        = 5
	MaxFiles           = 10
	MaxFileBytes       = 10 << 20
	MaxConfirmTitle    = 100
	MaxConfirmText     = 300
	MaxConfirmButton   = 30
)

// Length returns how many characters of a limit s takes: the larger of its code
// points and its UTF-16 units.
func Length(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
