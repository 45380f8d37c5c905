package complaint

import "time"

// NoticeTalk answers somebody who wrote to the app in a direct message, which nobody
// reads. Ref is the ts of what they wrote, and of the thread it stands in if any.
const NoticeTalk NoticeKind = "talk"

// TalkPause is for how long somebody who was answered so is not answered again.
const TalkPause = 24 * time.Hour
