using System.Text.Json.Nodes;
using Mvc.Mcp.Tool;
using Mvc.Mcp.Tool.Contracts;
using Mvc.Mcp.Tool.Tokens;

namespace Mvc.Mcp.Tests.Tool;

/// <summary>What breaks a client, and what does not.</summary>
public class ContractDiffTests
{
    private const string Definition = """
        {
          "name": "get_product",
          "title": "One product",
          "description": "Gets a product.",
          "annotations": { "readOnlyHint": true },
          "inputSchema": {
            "type": "object",
            "properties": {
              "id": { "type": "integer", "description": "Its number." },
              "description": { "type": "string", "enum": ["long", "short"] }
            },
            "required": ["id"]
          }
        }
        """;

    [Fact]
    public void The_same_catalog_has_no_difference() => Diff(Definition).Should().BeEmpty();

    [Theory]
    [InlineData("\"id\": { \"type\": \"integer\"", "\"id\": { \"type\": \"string\"", "inputSchema")]
    [InlineData("[\"id\"]", "[\"id\", \"description\"]", "inputSchema")]
    [InlineData("\"type\": \"string\", \"enum\"", "\"type\": \"number\", \"enum\"", "inputSchema")]
    [InlineData("[\"long\", \"short\"]", "[\"long\"]", "inputSchema")]
    [InlineData("\"readOnlyHint\": true", "\"readOnlyHint\": false", "annotations")]
    [InlineData("\"required\": [\"id\"]\n  }", "\"required\": [\"id\"]\n  }, \"outputSchema\": { \"type\": \"object\" }", "outputSchema")]
    public void A_changed_contract_breaks(string was, string now, string member)
    {
        var changed = Definition.Replace(was, now);
        changed.Should().NotBe(Definition, "the case must change something");

        var change = Diff(changed).Should().ContainSingle().Subject;

        change.Breaks.Should().BeTrue();
        change.Text.Should().StartWith("changed").And.Contain("get_product").And.Contain(member);
    }

    [Theory]
    [InlineData("Gets a product.", "Fetches a product.")]
    [InlineData("One product", "A product")]
    [InlineData("Its number.", "The number.")]
    public void Other_words_do_not_break(string was, string now)
    {
        var change = Diff(Definition.Replace(was, now)).Should().ContainSingle().Subject;

        change.Breaks.Should().BeFalse();
        change.Text.Should().StartWith("reworded");
    }

    [Fact]
    public void A_tool_that_is_gone_breaks_and_one_that_is_new_does_not()
    {
        var changes = ContractDiff.Between(Catalog(Item("old", Definition)), Catalog(Item("new", Definition)));

        changes.Select(change => (change.Breaks, change.Text)).Should().Equal(
            (true, "removed  Tool old at /mcp"), (false, "added    Tool new at /mcp"));
    }

    [Fact]
    public void The_tokens_that_a_change_costs_are_told()
    {
        var before = TokenCount.Of(Catalog(Item("get_product", Definition)));
        var after = TokenCount.Of(Catalog(Item("get_product", Definition.Replace("Its number.", "Its number in the list of the shop."))));

        var item = before.Endpoints[0].Items[0];
        item.VisibleTokens.Should().BePositive().And.BeLessThan(item.WireTokens);
        TokenDiff.Between(before, before).Should().BeNull();
        TokenDiff.Between(before, after).Should().MatchRegex(@"^tokens   visible (\d+) → (\d+) \(\+\d+\), wire \d+ → \d+ \(\+\d+\)$");
    }

    private static IReadOnlyList<Change> Diff(string after) =>
        ContractDiff.Between(Catalog(Item("get_product", Definition)), Catalog(Item("get_product", after)));

    private static Mvc.Mcp.Tool.Catalog Catalog(CatalogItem item) => new([new CatalogEndpoint(["/mcp"], [item], [])]);

    private static CatalogItem Item(string name, string definition) =>
        new(name, "Tool", "GET", "/products/{id}", ["id*"], JsonNode.Parse(definition)!);
}
