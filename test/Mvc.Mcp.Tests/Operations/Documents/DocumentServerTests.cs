using System.Text;
using Mvc.Mcp.Operations.Documents;

namespace Mvc.Mcp.Tests.Operations.Documents;

/// <summary>Where calls go that are made from a document.</summary>
public class DocumentServerTests
{
    private const string Paths = "\"info\": { \"title\": \"t\", \"version\": \"1\" }, \"paths\": { \"/x\": { \"get\": { \"responses\": { \"200\": { \"description\": \"ok\" } } } } }";

    [Theory]
    [InlineData("""{ "openapi": "3.0.1", "servers": [{ "url": "https://api.example/v2" }], $ }""", "https://docs.example/openapi.json", "https://api.example/v2")]
    [InlineData("""{ "openapi": "3.1.0", "servers": [{ "url": "/v2" }], $ }""", "https://docs.example/a/openapi.json", "https://docs.example/v2")]
    [InlineData("""{ "openapi": "3.0.1", "servers": [{ "url": "v2" }], $ }""", "https://docs.example/a/openapi.json", "https://docs.example/a/v2")]
    [InlineData("""{ "openapi": "3.0.1", $ }""", "https://docs.example/a/openapi.json", "https://docs.example/")]
    [InlineData("""{ "openapi": "3.0.1", "servers": [{ "url": "https://{tenant}.example", "variables": { "tenant": { "default": "acme" } } }], $ }""", "api.json", "https://acme.example/")]
    [InlineData("""{ "openapi": "3.0.1", "servers": [{ "url": "http://api.example" }, { "url": "https://api.example" }], $ }""", "api.json", "https://api.example/")]
    [InlineData("""{ "swagger": "2.0", "host": "api.example", "basePath": "/v1", "schemes": ["https"], $ }""", "api.json", "https://api.example/v1")]
    [InlineData("""{ "swagger": "2.0", "basePath": "/v1", $ }""", "https://docs.example/swagger.json", "https://docs.example/v1")]
    public void Calls_go_where_the_document_says(string json, string location, string expected)
    {
        var document = DocumentReader.Read(Encoding.UTF8.GetBytes(json.Replace("$", Paths)), location).Document;

        DocumentServer.Of(document, location).Should().Be(new Uri(expected));
    }

    [Theory]
    [InlineData("""{ "openapi": "3.0.1", $ }""")]
    [InlineData("""{ "openapi": "3.0.1", "servers": [{ "url": "/v2" }], $ }""")]
    [InlineData("""{ "openapi": "3.0.1", "servers": [{ "url": "file:///etc" }], $ }""")]
    [InlineData("""{ "swagger": "2.0", "basePath": "/v1", $ }""")]
    public void A_file_that_names_no_absolute_address_gives_none(string json)
    {
        var document = DocumentReader.Read(Encoding.UTF8.GetBytes(json.Replace("$", Paths)), "api.json").Document;

        DocumentServer.Of(document, "api.json").Should().BeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "openapi": "9.0.0", "paths": {} }""")]
    [InlineData("""{ "openapi": "3.0.1", "info": { "title": "t", "version": "1" }, "paths": {} }""")]
    [InlineData("<html>Sign in</html>")]
    public void What_is_no_document_is_refused_with_its_location(string text)
    {
        var read = () => DocumentReader.Read(Encoding.UTF8.GetBytes(text), "https://docs.example/openapi.json");

        read.Should().Throw<InvalidOperationException>().WithMessage("*https://docs.example/openapi.json*");
    }
}
