package limits

import (
	"fmt"
	"maps"
	"slices"
)

var modalKeys, homeKeys keys

// The tables refer to checks that look into the tables, hence init.
func init() {
	homeKeys = keys{
		"type":             {true, oneOf("home")},
		"blocks":           {true, (*checker).blocks},
		"private_metadata": {false, str(0, MaxMetadata)},
		"callback_id":      {false, str(0, MaxID)},
		"external_id":      {false, str(0, MaxID)},
	}
	modalKeys = maps.Clone(homeKeys)
	maps.Copy(modalKeys, keys{
		"type":            {true, oneOf("modal")},
		"title":           {true, text(plain, MaxViewTitle)},
		"submit":          {false, text(plain, MaxViewTitle)},
		"close":           {false, text(plain, MaxViewTitle)},
		"clear_on_close":  {false, boolean},
		"notify_on_close": {false, boolean},
		"submit_disabled": {false, boolean},
	})
	blockShapes = map[string]blockShape{
		"section": {keys: keys{
			"text":      {false, text(rich, MaxSectionText)},
			"fields":    {false, list(1, MaxSectionFields, text(rich, MaxFieldText))},
			"accessory": {false, elementOf("section", sectionElements)},
			"expand":    {false, boolean},
		}, also: sectionNeedsText},
		"header":  {keys: keys{"text": {true, text(plain, MaxHeader)}}},
		"divider": {},
		"context": {keys: keys{"elements": {true, list(1, MaxContextElements, contextElement)}}},
		"actions": {keys: keys{
			"elements": {true, list(1, MaxActionElements, elementOf("actions", actionElements))},
		}, also: uniqueActions},
		"image": {keys: imageKeys(keys{"title": {false, text(plain, 2000)}}), also: oneImage},
		// Slack takes inputs in messages too; a form of ours is a modal or a Home.
		"input": {on: []Surface{InModal, InHome}, keys: keys{
			"label":           {true, text(plain, MaxLabel)},
			"element":         {true, elementOf("input", inputElements)},
			"hint":            {false, text(plain, MaxHint)},
			"optional":        {false, boolean},
			"dispatch_action": {false, boolean},
		}, also: inputFile},
		"rich_text": {keys: keys{"elements": {true, list(1, 1000, anything)}}},
		"markdown":  {on: []Surface{InMessage}, keys: keys{"text": {true, str(1, MaxMarkdown)}}, also: markdownTotal},
		"table": {on: []Surface{InMessage}, keys: keys{
			"rows":            {true, list(1, MaxTableRows, list(1, MaxTableCells, tableCell))},
			"column_settings": {false, list(0, MaxTableCells, anything)},
		}, also: oneTable},
	}
}

// blockShape is what one type of block holds and where it may stand.
type blockShape struct {
	on   []Surface // empty: everywhere
	keys keys
	also func(c *checker, path string, m map[string]any)
}

// blockShapes are the block types that the app may use. Newer ones for agents are
// left out on purpose: chat.postMessage refuses some of them.
var blockShapes map[string]blockShape

func (c *checker) blocks(path string, v any) {
	most := MaxBlocksView
	if c.surface == InMessage {
		most = MaxBlocksMessage
	}
	list(0, most, (*checker).block)(c, path, v)
}

func (c *checker) block(path string, v any) {
	m, ok := v.(map[string]any)
	if !ok {
		c.add(path, "must be an object")
		return
	}
	name, _ := m["type"].(string)
	shape, known := blockShapes[name]
	if !known {
		c.add(path+"/type", "unknown block type %q", name)
		return
	}
	if len(shape.on) > 0 && !slices.Contains(shape.on, c.surface) {
		c.add(path+"/type", "a block of type %q cannot stand in a %s", name, c.surface)
	}
	all := keys{"type": {check: anything}, "block_id": {check: (*checker).blockID}}
	maps.Copy(all, shape.keys)
	object(all)(c, path, m)
	if shape.also != nil {
		shape.also(c, path, m)
	}
}

func (c *checker) blockID(path string, v any) {
	str(1, MaxID)(c, path, v)
	id, _ := v.(string)
	if other, taken := c.blockIDs[id]; taken {
		c.add(path, "block_id %q is already used at %s", id, other)
		return
	}
	c.blockIDs[id] = path
}

func sectionNeedsText(c *checker, path string, m map[string]any) {
	if m["text"] == nil && m["fields"] == nil {
		c.add(path, "needs text or fields")
	}
}

func uniqueActions(c *checker, path string, m map[string]any) {
	elements, _ := m["elements"].([]any)
	seen := map[string]bool{}
	for i, e := range elements {
		em, _ := e.(map[string]any)
		id, _ := em["action_id"].(string)
		if id != "" && seen[id] {
			c.add(fmt.Sprintf("%s/elements/%d/action_id", path, i), "action_id %q is already used in this block", id)
		}
		seen[id] = true
	}
}

func inputFile(c *checker, path string, m map[string]any) {
	c.inputs++
	e, _ := m["element"].(map[string]any)
	if e["type"] != "file_input" {
		return
	}
	if c.surface != InModal {
		c.add(path+"/element", "file_input can stand in a modal only")
	}
	if m["dispatch_action"] == true {
		c.add(path+"/dispatch_action", "cannot be set with file_input")
	}
}

func markdownTotal(c *checker, path string, m map[string]any) {
	s, _ := m["text"].(string)
	before := c.markdown
	c.markdown += Length(s)
	if before <= MaxMarkdown && c.markdown > MaxMarkdown && before > 0 {
		c.add(path+"/text", "all markdown together must be at most %d characters", MaxMarkdown)
	}
}

// OneTable is the problem for which Slack has an error of its own.
const OneTable = "only one table is allowed"

func oneTable(c *checker, path string, _ map[string]any) {
	if c.tables++; c.tables > MaxTables {
		c.add(path, OneTable)
	}
}

func tableCell(c *checker, path string, v any) {
	m, _ := v.(map[string]any)
	// raw_number can be refused by Slack, so it is refused here.
	oneOf("raw_text", "rich_text")(c, path+"/type", m["type"])
}
