using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.MeasuredApis.Thousand;
using ProtocolTool = ModelContextProtocol.Protocol.Tool;

namespace Mvc.Mcp.Tests.Catalog.Search;

/// <summary>Whether a model finds what it looks for among 1,000 tools, in the words of the API and in others.</summary>
public class SearchQualityTests
{
    private static readonly Lazy<CatalogSnapshot> _snapshot = new(Build);

    [Fact]
    public void There_are_1000_tools_and_400_queries_and_none_twice()
    {
        _snapshot.Value.Tools.Should().HaveCount(ThousandActions.ActionCount);
        Queries.SameWords.Concat(Queries.OtherWords).Should().HaveCount(400).And.OnlyHaveUniqueItems(query => query.Query)
            .And.OnlyContain(query => _snapshot.Value.FindTool(query.Tool) != null);
    }

    [Fact]
    public void The_right_tool_is_among_eight_for_97_queries_of_a_hundred_and_first_for_85()
    {
        var places = Queries.SameWords.Concat(Queries.OtherWords).Select(query => (query.Query, query.Tool, Place: PlaceOf(query))).ToArray();
        var missed = string.Join("\n", places.Where(each => each.Place != 0).Select(each => $"{each.Query} → {each.Tool}: {each.Place}"));

        places.Count(each => each.Place >= 0).Should().BeGreaterThanOrEqualTo(388, missed);
        places.Count(each => each.Place == 0).Should().BeGreaterThanOrEqualTo(340, missed);
    }

    private static int PlaceOf((string Query, string Tool) query) =>
        _snapshot.Value.Index!.Search(query.Query, Tools, 8).ToList().IndexOf(query.Tool);

    private static ProtocolTool[] Tools => [.. _snapshot.Value.Tools.Select(tool => tool.Tool)];

    private static CatalogSnapshot Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddThousandActions().AddMcp();
        using var app = builder.Build();
        var options = new McpOptions { Discovery = ToolDiscovery.Search };
        return app.Services.GetRequiredService<CatalogBuilder>().BuildAsync(options, new HashSet<string>(), CancellationToken.None).GetAwaiter().GetResult();
    }
}
