using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Tests.Operations.Documents;

/// <summary>Documents of real APIs, in each of the three specifications.</summary>
public class PublicDocumentTests
{
    [Theory]
    [InlineData("gitea.swagger-2.0.json", 269, 0)]
    [InlineData("box.openapi-3.0.json", 296, 16)]
    [InlineData("discord.openapi-3.1.json", 242, 0)]
    public void Every_operation_of_a_public_document_becomes_a_tool_or_is_left_out_with_a_reason(string name, int operations, int omitted)
    {
        var contents = DocumentCatalog.OfFile(PublicDocuments.At(name));

        (contents.Tools.Count + contents.Omitted.Count).Should().Be(operations);
        contents.Omitted.Should().HaveCount(omitted).And.NotContain(left => left.Reason.Length == 0);
        contents.Tools.Select(tool => tool.Tool.Name).Should().OnlyHaveUniqueItems().And.OnlyContain(tool => tool.Length <= 64);
        contents.Tools.Should().AllSatisfy(tool =>
        {
            tool.Tool.Description.Should().NotBeNullOrEmpty();
            tool.Tool.InputSchema.GetProperty("type").GetString().Should().Be("object");
            tool.Tool.InputSchema.GetRawText().Should().NotContain("#/components", "a schema that goes out is self-contained")
                .And.NotContain("#/definitions");
            PathValues(tool.Request).Should().BeEquivalentTo(
                tool.Request.Arguments.Where(argument => argument.Location == ArgumentLocation.Path).Select(argument => argument.WireName));
        });
    }

    private static IEnumerable<string> PathValues(RequestTemplate plan) =>
        plan.PathTemplate.Split('{').Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)]);
}
