using System.Text;
using Mvc.Mcp.Operations.Documents;
using Mvc.Mcp.Operations.Documents.Preparation;

namespace Mvc.Mcp.Tests.Operations.Documents;

/// <summary>Documents as people write them: JSON with comments, YAML with anchors, and what is neither.</summary>
public class DocumentSyntaxTests
{
    private const string Yaml = """
        # An API
        openapi: 3.0
        info: &info { title: "yes: no", version: 1.0 }
        x-defaults: &paging
          - name: limit
            in: query
            schema: { type: integer, default: 010, nullable: ~ }
        paths:
          /on/{id}:
            get:
              operationId: get_on
              parameters: *paging
              description: |
                Two
                lines.
              responses:
                200: { description: ok }
        """;

    [Fact]
    public void YAML_is_read_as_the_JSON_that_it_stands_for()
    {
        var tool = DocumentCatalog.Of(Yaml).Tools.Single();

        tool.Tool.Name.Should().Be("get_on");
        tool.Tool.Description.Should().Be("Two\nlines.");
        tool.Request.Arguments.Select(argument => argument.Name).Should().BeEquivalentTo("limit", "id");
        tool.Tool.InputSchema.GetProperty("properties").GetProperty("limit").GetProperty("default").GetInt32().Should().Be(10);
    }

    [Theory]
    [InlineData("a: ~", """{"a":null}""")]
    [InlineData("a: true", """{"a":true}""")]
    [InlineData("a: \"true\"", """{"a":"true"}""")]
    [InlineData("a: yes", """{"a":"yes"}""")]
    [InlineData("a: 1.50", """{"a":1.50}""")]
    [InlineData("a: 1e3", """{"a":1000}""")]
    [InlineData("a: -7", """{"a":-7}""")]
    [InlineData("a: 2020-01-01", """{"a":"2020-01-01"}""")]
    [InlineData("200: x", """{"200":"x"}""")]
    [InlineData("swagger: 2.0", """{"swagger":"2.0"}""")]
    [InlineData("a: [1, {b: c}]", """{"a":[1,{"b":"c"}]}""")]
    [InlineData("a: &x {b: 1}\nc: *x", """{"a":{"b":1},"c":{"b":1}}""")]
    [InlineData("a: &x {b: 1}\nc:\n  <<: *x\n  d: 2", """{"a":{"b":1},"c":{"b":1,"d":2}}""")]
    [InlineData("a: >\n  one\n  two\n", """{"a":"one two\n"}""")]
    [InlineData("{ // a comment\n \"a\": 1, }", """{"a":1}""")]
    [InlineData("{\"a\": 1, \"a\": 2}", """{"a":2}""")]
    public void Each_kind_of_value_is_what_it_says(string text, string expected) =>
        DocumentSyntax.Read(Encoding.UTF8.GetBytes(text), new PreparationNotes()).ToJsonString().Should().Be(expected);

    [Fact]
    public void Aliases_that_stand_for_more_than_anybody_reads_are_refused()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");

        Reading(bomb.ToString()).Should().Throw<InvalidOperationException>().WithMessage("*api.yaml*parts*");
    }

    [Theory]
    [InlineData('[', "")]
    [InlineData('[', "{\"openapi\":")]
    [InlineData('{', "a: ")]
    public void What_is_nested_too_deep_is_refused(char bracket, string before) =>
        Reading(before + new string(bracket, 100_000)).Should().Throw<InvalidOperationException>().WithMessage("*api.yaml*");

    [Theory]
    [InlineData("a: *missing")]
    [InlineData("a: [1, 2")]
    [InlineData("[1, 2]: 3")]
    [InlineData("a: b: c")]
    [InlineData("- 1")]
    public void What_is_no_YAML_is_refused_by_name(string text) =>
        Reading(text).Should().Throw<InvalidOperationException>().WithMessage("*api.yaml*");

    private static Action Reading(string text) => () => DocumentReader.Read(Encoding.UTF8.GetBytes(text), "api.yaml");
}
