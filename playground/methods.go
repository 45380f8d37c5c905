package playground

// method is what Slack documents of one API method.
type method struct {
	run      func(*Slack, *call) (obj, error)
	scopes   []string // any one of them; none for methods that look at the channel
	required []string // arguments
	tier     int      // calls a minute
	app      bool     // takes an app-level token
	json     bool     // reads a JSON body
}

// The tiers of the rate limits, in calls a minute. Tier 1 is left out:
// apps.connections.open is documented as both 1 and 3, and with 1 nobody could
// open a second connection.
const (
	tier2   = 20
	tier3   = 50
	tier4   = 100
	special = 600
)

var methods map[string]method

func init() {
	methods = map[string]method{
		"auth.test":             {run: (*Slack).authTest, tier: special, json: true},
		"apps.connections.open": {run: (*Slack).connectionsOpen, tier: tier3, app: true, json: true},
		"team.info":             {run: (*Slack).teamInfo, tier: tier3, json: true, scopes: []string{"team:read"}},
		"bots.info":             {run: (*Slack).botsInfo, tier: tier3, scopes: []string{"users:read"}},
		"blocks.validate":       {run: (*Slack).blocksValidate, tier: special, json: true},

		"chat.postMessage":   {run: (*Slack).postMessage, tier: special, json: true, scopes: chatWrite, required: []string{"channel"}},
		"chat.update":        {run: (*Slack).updateMessage, tier: tier3, json: true, scopes: chatWrite, required: []string{"channel", "ts"}},
		"chat.delete":        {run: (*Slack).deleteMessage, tier: tier3, json: true, scopes: chatWrite, required: []string{"channel", "ts"}},
		"chat.postEphemeral": {run: (*Slack).postEphemeral, tier: tier4, json: true, scopes: chatWrite, required: []string{"channel", "user"}},
		"chat.getPermalink":  {run: (*Slack).getPermalink, tier: special, required: []string{"channel", "message_ts"}},

		"conversations.open":    {run: (*Slack).conversationsOpen, tier: tier3, json: true},
		"conversations.info":    {run: (*Slack).conversationsInfo, tier: tier3, required: []string{"channel"}},
		"conversations.members": {run: (*Slack).conversationsMembers, tier: tier4, required: []string{"channel"}},
		"conversations.history": {run: (*Slack).conversationsHistory, tier: tier3, json: true, required: []string{"channel"}},
		"conversations.replies": {run: (*Slack).conversationsReplies, tier: tier3, required: []string{"channel", "ts"}},
		"conversations.join":    {run: (*Slack).conversationsJoin, tier: tier3, json: true, scopes: []string{"channels:join"}, required: []string{"channel"}},
		"users.info":            {run: (*Slack).usersInfo, tier: tier4, scopes: []string{"users:read"}, required: []string{"user"}},
		"users.list":            {run: (*Slack).usersList, tier: tier2, scopes: []string{"users:read"}},
		"users.conversations":   {run: (*Slack).usersConversations, tier: tier3},

		"views.open":    {run: (*Slack).viewsOpen, tier: tier4, json: true, required: []string{"view", "trigger_id"}},
		"views.push":    {run: (*Slack).viewsPush, tier: tier4, json: true, required: []string{"view", "trigger_id"}},
		"views.update":  {run: (*Slack).viewsUpdate, tier: tier4, json: true, required: []string{"view"}},
		"views.publish": {run: (*Slack).viewsPublish, tier: tier4, json: true, required: []string{"view", "user_id"}},

		"files.getUploadURLExternal":   {run: (*Slack).getUploadURL, tier: tier4, scopes: []string{"files:write"}, required: []string{"filename", "length"}},
		"files.completeUploadExternal": {run: (*Slack).completeUpload, tier: tier4, json: true, scopes: []string{"files:write"}, required: []string{"files"}},
		"files.info":                   {run: (*Slack).filesInfo, tier: tier4, scopes: []string{"files:read"}, required: []string{"file"}},
		"files.delete":                 {run: (*Slack).filesDelete, tier: tier3, json: true, scopes: []string{"files:write"}, required: []string{"file"}},
	}
}

var chatWrite = []string{"chat:write"}
