using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.TestApi;

public class ResourceTests
{
    [Fact]
    public async Task Resources_and_templates_are_listed_and_are_no_tools()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        (await client.ListResourcesAsync()).Select(resource => (resource.Name, resource.Uri, resource.MimeType)).Should().Equal(
            ("Books_List", "api:///books", "application/json"));
        (await client.ListResourceTemplatesAsync()).Select(template => template.UriTemplate).Should().Equal(
            "api:///books/{id}{?genre,signed}", "api:///books/{id}/cover", "api:///books/files/{+path}");
        (await client.ListToolsAsync()).Select(tool => tool.Name).Should().Equal("Books_Add");
        app.Catalog.Resources.Select(resource => resource.Kind).Should().Equal(
            McpKind.Resource, McpKind.ResourceTemplate, McpKind.ResourceTemplate, McpKind.ResourceTemplate);
    }

    [Theory]
    [InlineData("api:///books", """["one","two"]""")]
    [InlineData("api:///books/7", """{"id":7,"genre":"Novel","signed":false}""")]
    [InlineData("api:///books/7?genre=Poetry&signed=true", """{"id":7,"genre":"Poetry","signed":true}""")]
    [InlineData("api:///books/files/a/b%20c.txt", """{"path":"a/b c.txt"}""")]
    public async Task A_resource_is_read_with_the_values_in_its_address(string uri, string text)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        var contents = (await client.ReadResourceAsync(uri)).Contents.Should().ContainSingle().Which.Should().BeOfType<TextResourceContents>().Which;
        contents.Should().BeEquivalentTo(new { Uri = uri, MimeType = "application/json", Text = text });
    }

    [Fact]
    public async Task Bytes_are_read_as_bytes()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        var contents = (await client.ReadResourceAsync("api:///books/7/cover")).Contents.Single().Should().BeOfType<BlobResourceContents>().Which;
        contents.MimeType.Should().Be("image/png");
        contents.DecodedData.ToArray().Should().Equal(7, 8, 9);
    }

    [Theory]
    [InlineData("api:///books/7?unknown=1")]
    [InlineData("api:///books/7/other")]
    [InlineData("api:///books/x")]
    [InlineData("api:///books/404")]
    [InlineData("file:///etc/passwd")]
    public async Task What_is_not_there_cannot_be_read(string uri)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await client.Invoking(reader => reader.ReadResourceAsync(uri).AsTask()).Should().ThrowAsync<McpException>();
    }

    [Theory]
    [InlineData("genre", "", "Novel", "Poetry", "Essay")]
    [InlineData("genre", "po", "Poetry")]
    [InlineData("signed", "", "true", "false")]
    [InlineData("id", "")]
    public async Task Enums_and_booleans_are_completed(string variable, string typed, params string[] values)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        var result = await client.CompleteAsync(
            new ResourceTemplateReference { Uri = "api:///books/{id}{?genre,signed}" }, variable, typed);
        result.Completion.Values.Should().Equal(values);
    }

    [Fact]
    public async Task A_resource_is_listed_and_read_under_the_authorization_of_its_action()
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(GuardedController)],
            options => options.Rules.Add(new OperationRule { Kind = McpKind.Resource }),
            services =>
            {
                HeaderAuthentication.AddTo(services);
                services.AddAuthorization();
            },
            pipeline => pipeline.UseAuthentication());
        await using var stranger = await app.ConnectAsync();
        await using var user = await app.ConnectAsync(headers: ("X-User", "anna"));

        (await stranger.ListResourcesAsync()).Should().BeEmpty();
        await stranger.Invoking(reader => reader.ReadResourceAsync("api:///guarded").AsTask()).Should().ThrowAsync<McpException>().WithMessage("*401*");
        (await user.ListResourcesAsync()).Should().ContainSingle();
        (await user.ReadResourceAsync("api:///guarded")).Contents.OfType<TextResourceContents>().Single().Text.Should().Contain("anna");
    }

    private static Task<McpTestApp> StartAsync() => McpTestApp.StartAsync(
        [typeof(BooksController)],
        options =>
        {
            options.Rules.Add(new OperationRule { Methods = ["GET"], Pattern = @"\{", Kind = McpKind.ResourceTemplate });
            options.Rules.Add(new OperationRule { Methods = ["GET"], Kind = McpKind.Resource });
        });

    [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<Genre>))]
    public enum Genre
    {
        Novel,
        Poetry,
        Essay,
    }

    [ApiController, Route("books")]
    public sealed class BooksController : ControllerBase
    {
        [HttpGet]
        public string[] List(string? search = null) => ["one", "two"];

        [HttpGet("{id}"), Produces("application/json")]
        public ActionResult<object> Get(int id, Genre genre = Genre.Novel, bool signed = false) =>
            id == 404 ? NotFound() : new { id, genre, signed };

        [HttpGet("{id}/cover"), Produces("image/png")]
        public FileContentResult Cover(int id) => File([(byte)id, 8, 9], "image/png");

        [HttpGet("files/{**path}"), Produces("application/json")]
        public object Files(string path) => new { path };

        [HttpPost]
        public void Add()
        {
        }
    }

    [ApiController, Route("guarded"), Authorize]
    public sealed class GuardedController : ControllerBase
    {
        [HttpGet, Produces("application/json")]
        public object Get() => new { user = User.Identity!.Name };
    }
}
