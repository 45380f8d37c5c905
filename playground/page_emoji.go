package playground

// emoji are the short codes that apps of this kind write, in Unicode. An unknown
// code stays as it was typed.
var emoji = map[string]string{
	"alarm_clock": "⏰", "arrow_right": "➡️", "ballot_box_with_check": "☑️", "bangbang": "‼️", "bar_chart": "📊",
	"bell": "🔔", "black_circle": "⚫\ufe0f", "blue_circle": "🔵", "bookmark": "🔖", "bulb": "💡", "calendar": "📆", "spiral_calendar_pad": "🗓️",
	"chart_with_upwards_trend": "📈", "clipboard": "📋", "closed_lock_with_key": "🔐", "date": "📅", "email": "✉️", "envelope": "✉️",
	"exclamation": "❗", "eyes": "👀", "file_folder": "📁", "green_circle": "🟢", "large_green_circle": "🟢", "heavy_check_mark": "✔️", "heavy_plus_sign": "➕",
	"hourglass": "⌛", "hourglass_flowing_sand": "⏳", "inbox_tray": "📥", "information_source": "ℹ️", "large_blue_circle": "🔵",
	"large_orange_circle": "🟠", "large_red_circle": "🔴", "large_yellow_circle": "🟡", "leftwards_arrow_with_hook": "↩️", "link": "🔗",
	"lock": "🔒", "mag": "🔍", "mailbox_with_mail": "📬", "memo": "📝", "no_entry": "⛔", "no_entry_sign": "🚫", "outbox_tray": "📤",
	"page_facing_up": "📄", "palm_tree": "🌴", "paperclip": "📎", "pencil": "📝", "pencil2": "✏️", "phone": "☎️", "telephone_receiver": "📞",
	"pushpin": "📌", "question": "❓", "red_circle": "🔴", "rotating_light": "🚨", "scales": "⚖️", "seedling": "🌱", "see_no_evil": "🙈",
	"shield": "🛡️", "slightly_smiling_face": "🙂", "smile": "😄", "speech_balloon": "💬", "star": "⭐", "stopwatch": "⏱️",
	"tada": "🎉", "thumbsup": "👍", "+1": "👍", "thumbsdown": "👎", "-1": "👎", "unlock": "🔓", "warning": "⚠️", "wave": "👋",
	"wastebasket": "🗑️", "white_check_mark": "✅", "white_circle": "⚪\ufe0f", "white_large_square": "⬜", "x": "❌", "zap": "⚡",
	"repeat": "🔁", "arrows_counterclockwise": "🔄", "busts_in_silhouette": "👥", "bust_in_silhouette": "👤", "hand": "✋", "handshake": "🤝", "wrench": "🔧",
	"raised_hand": "✋", "snooze": "💤", "heavy_minus_sign": "➖", "black_square_button": "🔲",
}
