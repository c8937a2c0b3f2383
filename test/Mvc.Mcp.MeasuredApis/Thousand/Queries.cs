using System.Globalization;

namespace Mvc.Mcp.MeasuredApis.Thousand;

/// <summary>What people ask for, and the tool they mean.</summary>
public static class Queries
{
    // In the words of the API, and in others: {0} is the thing, {1} several of it.
    private static readonly (string Tool, string Same, string[] Others)[] _wordings =
    [
        ("list_{0}", "list {1}", ["show me all {1}", "which {1} are there", "browse the {1} we have"]),
        ("get_{0}", "get a {0}", ["look up a single {0}", "details of one {0}", "fetch the {0} with a given id"]),
        ("create_{0}", "create a {0}", ["add a new {0}", "register another {0}", "set up a {0}"]),
        ("update_{0}", "update a {0}", ["change a {0}", "edit the data of a {0}", "correct a mistake in a {0}"]),
        ("delete_{0}", "delete a {0}", ["remove a {0}", "get rid of a {0}", "erase the {0} for good"]),
        ("archive_{0}", "archive a {0}", ["put a {0} away", "shelve an old {0}", "retire a {0}"]),
        ("restore_{0}", "restore a {0}", ["bring back an archived {0}", "undelete a {0}", "recover the {0}"]),
        ("approve_{0}", "approve a {0}", ["accept a {0}", "sign off on a {0}", "give the {0} the green light"]),
        ("reject_{0}", "reject a {0}", ["decline a {0}", "turn down the {0}", "refuse a {0}"]),
        ("assign_{0}", "assign a {0} to an employee", ["hand a {0} over to a colleague", "delegate the {0} to somebody", "allocate a {0}"]),
        ("duplicate_{0}", "duplicate a {0}", ["make a copy of a {0}", "clone the {0}", "replicate a {0}"]),
        ("export_{0}", "export {1} as csv", ["download {1} as a file", "save all {1} to disk", "dump the {1} into a spreadsheet"]),
        ("import_{0}", "import {1} from csv", ["upload {1} from a file", "bulk load {1}", "ingest {1}"]),
        ("count_{0}", "count {1}", ["how many {1} are there", "number of {1}", "tally the {1}"]),
        ("list_{0}_comments", "list the comments on a {0}", ["read the remarks on a {0}", "what do the comments on the {0} say", "see notes left on a {0}"]),
        ("add_{0}_comment", "add a comment to a {0}", ["leave a remark on a {0}", "write a note on the {0}", "post a comment on a {0}"]),
        ("get_{0}_history", "get the history of a {0}", ["who changed a {0} and when", "audit trail of the {0}", "past changes of a {0}"]),
        ("lock_{0}", "lock a {0}", ["freeze a {0}", "protect the {0} from editing", "nobody may edit the {0} any more"]),
        ("unlock_{0}", "unlock a {0}", ["release the lock of a {0}", "unfreeze the {0}", "lift the lock from a {0}"]),
        ("share_{0}", "share a {0} with an employee", ["invite others to see a {0}", "give a colleague access to the {0}", "grant somebody access to a {0}"]),
    ];

    /// <summary>200 queries in the words of the API.</summary>
    public static IReadOnlyList<(string Query, string Tool)> SameWords { get; } = [.. Make(wording => wording.Same, 0)];

    /// <summary>200 queries in other words.</summary>
    public static IReadOnlyList<(string Query, string Tool)> OtherWords { get; } = [.. Make(null, 3)];

    private static IEnumerable<(string Query, string Tool)> Make(Func<(string Tool, string Same, string[] Others), string>? choose, int shift)
    {
        var things = ThousandActions.Things;
        for (var i = 0; i < 200; i++)
        {
            // Every deed ten times, every thing four times, and never the same of both.
            var place = i % _wordings.Length;
            var wording = _wordings[place];
            var thing = things[((i / _wordings.Length * 5) + (place * 7) + shift) % things.Count];
            var text = choose?.Invoke(wording) ?? wording.Others[(i / _wordings.Length) % wording.Others.Length];
            yield return (string.Format(CultureInfo.InvariantCulture, text, thing.Name, thing.Plural), ThousandActions.Deeds.Single(deed => deed.Tool == wording.Tool).ToolOf(thing));
        }
    }
}
