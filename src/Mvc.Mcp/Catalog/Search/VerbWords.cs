using System.Collections.Frozen;

namespace Mvc.Mcp.Catalog.Search;

/// <summary>
/// What verbs stand for: people ask to remove what an API deletes, and the path of <c>DELETE /orders/{id}</c> says neither.
/// Words of one group find each other, and the HTTP method of an operation stands for a group where its name has no verb.
/// </summary>
internal static class VerbWords
{
    private const string Read = "read";
    private const string Many = "many";
    private const string Single = "single";
    private const string Create = "create";
    private const string Update = "update";
    private const string Delete = "delete";

    private static readonly (string Group, string Words)[] _groups =
    [
        (Read, "get show view read fetch retrieve see look display give tell what check inspect open load details info information describe access obtain pull"),
        (Many, "list all every search find query browse enumerate lookup filter overview catalog index"),
        (Single, "single details particular specific given info information"),
        (Create, "create add new make insert register start place submit introduce record enter post generate set define"),
        (Update, "update change edit modify alter amend correct fix revise put patch set adjust replace rewrite"),
        (Delete, "delete remove erase drop destroy discard purge wipe rid trash eliminate"),
        ("cancel", "cancel abort revoke void stop terminate withdraw call-off halt undo"),
        ("archive", "archive shelve retire away store stash"),
        ("restore", "restore recover unarchive undelete reinstate revert back bring"),
        ("approve", "approve accept confirm authorize sanction green-light sign ok agree"),
        ("reject", "reject decline refuse deny turn-down disapprove"),
        ("enable", "enable activate turn-on switch-on unblock resume unpause reactivate"),
        ("disable", "disable deactivate turn-off switch-off block suspend pause"),
        ("lock", "lock freeze protect"),
        ("unlock", "unlock unfreeze release thaw"),
        ("send", "send mail email deliver dispatch transmit forward notify"),
        ("copy", "copy duplicate clone replicate"),
        ("export", "export download extract save dump"),
        ("import", "import upload ingest attach bulk"),
        ("count", "count number many tally total amount"),
        ("move", "move transfer relocate shift reassign migrate"),
        ("merge", "merge combine join consolidate unite unify"),
        ("split", "split divide separate"),
        ("assign", "assign allocate delegate hand appoint give"),
        ("unassign", "unassign unallocate"),
        ("share", "share invite grant expose"),
        ("publish", "publish release announce launch live"),
        ("pay", "pay settle charge reimburse"),
        ("refund", "refund reimburse repay"),
        ("ship", "ship deliver dispatch"),
        ("close", "close complete finish finalize resolve done conclude end"),
        ("reopen", "reopen resume"),
        ("rename", "rename retitle name title call"),
        ("history", "history log changes audit timeline changed trail past versions revisions"),
        ("comment", "comment note remark comments notes remarks feedback"),
        ("attachment", "attachment file document attachments files documents"),
        ("subscribe", "subscribe follow watch notified"),
        ("unsubscribe", "unsubscribe unfollow unwatch"),
        ("validate", "validate verify check test"),
        ("statistics", "statistics stats metrics figures numbers summary report analytics"),
        ("tag", "tag label mark"),
        ("untag", "untag unlabel unmark"),
        ("rate", "rate score review grade"),
        ("schedule", "schedule plan book reserve postpone"),
        ("print", "print pdf"),
        ("calculate", "calculate compute estimate work-out"),
        ("compare", "compare diff difference"),
        ("sync", "sync synchronize refresh reload"),
    ];

    private static readonly FrozenDictionary<string, string[]> _byWord = _groups
        .SelectMany(group => group.Words.Split(' ').Select(word => (Word: word, group.Group)))
        .GroupBy(each => each.Word, each => Term(each.Group), StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.Ordinal);

    // "turned" and "sent" are no headwords: what a word looks like without its ending serves.
    private static readonly FrozenDictionary<string, string[]> _byStem = _byWord
        .GroupBy(entry => SearchWords.Stem(entry.Key), entry => entry.Value, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.SelectMany(terms => terms).Distinct().ToArray(), StringComparer.Ordinal);

    private static readonly HashSet<string> _ofMethods = [Term(Read), Term(Create), Term(Update), Term(Delete), Term(Many), Term(Single)];

    /// <summary>What a word stands for; none for most words.</summary>
    public static IReadOnlyList<string> Of(string word) =>
        _byWord.TryGetValue(word, out var terms) || _byStem.TryGetValue(SearchWords.Stem(word), out terms) ? terms : [];

    /// <summary>What two words stand for together, as <c>turn off</c> does.</summary>
    public static IReadOnlyList<string> Of(string first, string second) => _byWord.GetValueOrDefault($"{first}-{second}") ?? [];

    /// <summary>What a method and path stand for.</summary>
    /// <param name="method">The HTTP method in upper case.</param>
    /// <param name="path">The path template.</param>
    /// <param name="named">Whether the name says more than a method can: a POST that is named <c>cancel</c> creates nothing.</param>
    public static IEnumerable<string> Of(string method, string path, bool named)
    {
        if (method is "GET" or "HEAD")
        {
            yield return Term(Read);
            if (!named)
                yield return Term(path.EndsWith('}') ? Single : Many);
        }
        else if (!named && method switch { "POST" => Create, "PUT" or "PATCH" => Update, "DELETE" => Delete, _ => null } is { } group)
        {
            yield return Term(group);
        }
    }

    /// <summary>Whether a group is one that a method stands for.</summary>
    public static bool IsOfMethod(string term) => _ofMethods.Contains(term);

    // No word of a text looks like this.
    private static string Term(string group) => "=" + group;
}
