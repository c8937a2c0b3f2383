using System.Text.RegularExpressions;

namespace Mvc.Mcp.Tests.Architecture;

/// <summary>docs/architecture.md tells the truth about the way of a call, and that way is short.</summary>
public partial class WalkTests
{
    private const int MostTypes = 25;

    private static readonly string _root = FindRoot();
    private static readonly string _page = File.ReadAllText(Path.Combine(_root, "docs", "architecture.md"));
    private static readonly ILookup<string, Type> _types = typeof(McpOptions).Assembly.GetTypes().ToLookup(type => type.Name);

    [Fact]
    public void The_walk_of_a_call_names_at_most_25_types_and_each_exists()
    {
        // What is no type of ours is MVC's, the SDK's, or a method, and says so by its form.
        var named = Names().Matches(Section("## How a call goes")).Select(match => match.Groups[1].Value)
            .Where(name => name is not nameof(ModelContextProtocol.Protocol.CallToolResult) and not "RunEndpoint").Distinct().ToArray();

        named.Should().OnlyContain(name => _types.Contains(name));
        named.Should().HaveCountGreaterThan(15).And.HaveCountLessThanOrEqualTo(MostTypes);
    }

    [Fact]
    public void Each_room_has_one_door_that_stands_in_its_folder()
    {
        var doors = Rows().Matches(Section("## The rooms")).ToDictionary(row => row.Groups["room"].Value, row => row.Groups["door"].Value);

        doors.Keys.Should().BeEquivalentTo(((IEnumerable<object[]>)RoomTests.Rooms).Select(row => (string)row[0]));
        foreach (var (room, door) in doors)
            _types[door].Should().Contain(type => type.Namespace!.StartsWith($"Mvc.Mcp.{room}", StringComparison.Ordinal), $"{door} is the door of {room}");
    }

    [Fact]
    public void From_the_README_to_the_line_that_runs_the_action_are_three_files()
    {
        const string Last = "src/Mvc.Mcp/Execution/InProcess/CallPipeline.cs";

        Read("README.md").Should().Contain("](docs/architecture.md)");
        Section("## How a call goes").Should().Contain($"`RunEndpoint` in [CallPipeline.cs](../{Last})");
        // The delegate that MapControllers() made.
        Read(Last).Should().Contain("Task RunEndpoint(").And.Contain("GetEndpoint()?.RequestDelegate is { } run");
    }

    private static string Section(string heading)
    {
        var start = _page.IndexOf(heading + "\n", StringComparison.Ordinal);
        var end = _page.IndexOf("\n## ", start + heading.Length, StringComparison.Ordinal);
        return _page[start..end];
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(_root, path));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Mvc.Mcp.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex("`([A-Z][A-Za-z]+)`")]
    private static partial Regex Names();

    [GeneratedRegex(@"^\| `(?<room>\w+)` \|.*\| `(?<door>\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
