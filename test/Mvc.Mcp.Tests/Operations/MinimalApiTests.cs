using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tests.Hosting;
using Mvc.Mcp.Tests.Execution;
using Swashbuckle.AspNetCore.Swagger;

namespace Mvc.Mcp.Tests.Operations;

/// <summary>Endpoints without controllers, beside controllers.</summary>
public class MinimalApiTests
{
    public record Thing(int Id, string Name);

    [Route("things")]
    public class ThingsController : ControllerBase
    {
        [HttpGet("{id}", Name = "get_thing")]
        public string Get(int id) => $"thing {id}";
    }

    [Fact]
    public async Task They_are_left_out_unless_they_are_asked_for()
    {
        await using var app = await StartAsync(include: false, endpoints => endpoints.MapGet("/minimal", () => "hi").WithName("hi"));
        await using var client = await app.ConnectAsync();

        (await NamesAsync(client)).Should().Equal("get_thing");
        app.Catalog.Omitted.Should().ContainSingle(left => left.OperationId == "hi" && left.Reason.Contains("IncludeMinimalApis"));
    }

    [Fact]
    public async Task The_applications_own_Swagger_document_keeps_them()
    {
        await using var app = await StartAsync(include: false, endpoints => endpoints.MapGet("/minimal", () => "hi"), services => services.AddSwaggerGen());

        var document = await app.Services.GetRequiredService<IAsyncSwaggerProvider>().GetSwaggerAsync("v1");

        document.Paths.Keys.Should().BeEquivalentTo("/things/{id}", "/minimal");
    }

    [Fact]
    public async Task They_become_tools_beside_actions_and_are_called_with_their_arguments()
    {
        await using var app = await StartAsync(include: true, endpoints =>
        {
            endpoints.MapGet("/minimal/{id:int}", (int id, string? filter, [FromHeader(Name = "X-Region")] string? region) => $"{id} {filter} {region}").WithName("find");
            endpoints.MapPost("/minimal", (Thing thing) => Microsoft.AspNetCore.Http.Results.Created($"/minimal/{thing.Id}", thing)).WithName("make").Produces<Thing>(201);
            endpoints.MapGet("/files/{**path}", (string path) => path).WithName("read");
        });
        await using var client = await app.ConnectAsync();

        (await NamesAsync(client)).Should().BeEquivalentTo("get_thing", "find", "make", "read");
        Text(await client.CallToolAsync("find", new Dictionary<string, object?> { ["id"] = 7, ["filter"] = "a b", ["X-Region"] = "north" }))
            .Should().Be("7 a b north");
        var made = await client.CallToolAsync("make", new Dictionary<string, object?> { ["id"] = 3, ["name"] = "Lamp" });
        made.StructuredContent!.Value.GetProperty("name").GetString().Should().Be("Lamp");
        Text(made).Should().Contain("Location: /minimal/3");
        Text(await client.CallToolAsync("read", new Dictionary<string, object?> { ["path"] = "a/b c" })).Should().Be("a/b c");
        Text(await client.CallToolAsync("get_thing", new Dictionary<string, object?> { ["id"] = 1 })).Should().Be("thing 1");
    }

    [Fact]
    public async Task What_is_said_of_an_endpoint_counts()
    {
        await using var app = await StartAsync(include: true, endpoints =>
        {
            endpoints.MapGet("/hidden", () => "no").WithName("hidden").WithMcpIgnore();
            endpoints.MapGroup("/internal").WithMcpIgnore().MapGet("/x", () => "no").WithName("internal");
            endpoints.MapPost("/search", () => "found").WithName("search")
                .WithMcpTool("look_up", title: "Look something up", description: "Finds things.", readOnly: true, openWorld: true);
        });
        await using var client = await app.ConnectAsync();

        var tools = await client.ListToolsAsync();

        tools.Select(tool => tool.Name).Should().BeEquivalentTo("get_thing", "look_up");
        var tool = tools.Single(tool => tool.Name == "look_up").ProtocolTool;
        tool.Title.Should().Be("Look something up");
        tool.Description.Should().Be("Finds things.");
        tool.Annotations!.ReadOnlyHint.Should().BeTrue();
        tool.Annotations.OpenWorldHint.Should().BeNull("the protocol takes it for granted");
        app.Catalog.Omitted.Should().HaveCount(2).And.OnlyContain(left => left.Reason.Contains("WithMcpIgnore"));
        await client.Invoking(c => c.CallToolAsync("hidden").AsTask()).Should().ThrowAsync<ModelContextProtocol.McpException>();
    }

    [Fact]
    public async Task Their_authorization_and_filters_count()
    {
        await using var app = await StartAsync(include: true, endpoints =>
        {
            endpoints.MapGet("/secret", () => "secret").WithName("secret").RequireAuthorization();
            endpoints.MapGet("/attribute", [Authorize] () => "secret").WithName("attribute");
            endpoints.MapGet("/filtered", () => "secret").WithName("filtered").AddEndpointFilter((_, _) => ValueTask.FromResult<object?>(Microsoft.AspNetCore.Http.Results.StatusCode(418)));
        });
        await using var anonymous = await app.ConnectAsync();
        await using var ada = await app.ConnectAsync("/mcp", ("X-User", "ada"));

        (await NamesAsync(anonymous)).Should().BeEquivalentTo("get_thing", "filtered");
        (await NamesAsync(ada)).Should().Contain(["secret", "attribute"]);
        Text(await anonymous.CallToolAsync("secret")).Should().StartWith("401");
        Text(await anonymous.CallToolAsync("attribute")).Should().StartWith("401");
        Text(await ada.CallToolAsync("secret")).Should().Be("secret");
        Text(await ada.CallToolAsync("filtered")).Should().StartWith("418");
    }

    [Fact]
    public async Task The_one_that_is_described_is_called_and_not_another_of_its_route()
    {
        await using var app = await StartAsync(include: true, endpoints =>
        {
            endpoints.MapGet("/page", () => "for everyone").RequireHost("*:80").ExcludeFromDescription();
            endpoints.MapGet("/page", () => "for users").WithName("page").RequireAuthorization();
        });

        (await app.CallToolAsync("page")).Text().Should().StartWith("401");
        (await app.CallToolAsync("page", null, ("X-User", "ann"))).Text().Should().Be("for users");
    }

    [Fact]
    public async Task Asking_for_them_where_Swagger_does_not_describe_them_stops_the_start_and_says_what_is_missing()
    {
        var start = () => McpTestApp.StartAsync(
            [typeof(ThingsController)], options => options.IncludeMinimalApis = true, services => services.AddSwaggerGen());

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("*AddEndpointsApiExplorer*");
    }

    [Fact]
    public async Task An_application_without_Swagger_need_not_have_them_described()
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(ThingsController)],
            options => options.IncludeMinimalApis = true,
            map: endpoints =>
            {
                endpoints.MapControllers();
                endpoints.MapMcp("/mcp");
                endpoints.MapGet("/minimal", () => "hi").WithName("greet");
            });

        (await app.CallToolAsync("greet")).Text().Should().Be("hi");
        app.Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>().ApiDescriptionGroups.Items
            .SelectMany(group => group.Items).Should().BeEmpty("only tools needed them described");
    }

    [Fact]
    public async Task An_application_without_controllers_writes_one_line()
    {
        await using var app = await StartAloneAsync(endpoints =>
        {
            endpoints.MapGet("/lamps/{id}", (int id) => $"lamp {id}");
            endpoints.MapGet("/lamps", ([AsParameters] Paging paging) => $"{paging.Page} {paging.Size} {paging.Sort}");
            endpoints.MapPost("/lamps", (Thing thing) => thing);
            endpoints.MapGet("/numbers", () => TypedResults.ServerSentEvents(Numbers()));
            endpoints.MapGet("/words", () => TypedResults.ServerSentEvents(Words()));
        });

        app.Catalog.Tools.Select(tool => tool.Name).Should().Equal("get_lamps_id", "get_lamps", "post_lamps", "get_numbers", "get_words");
        (await app.CallToolAsync("get_lamps_id", new { id = 7 })).Text().Should().Be("lamp 7");
        (await app.CallToolAsync("post_lamps", new { id = 7, name = "Spot" })).StructuredContent!.Value.GetProperty("name").GetString().Should().Be("Spot");
    }

    [Fact]
    public async Task The_values_of_their_path_are_required_and_have_no_default()
    {
        await using var app = await StartAloneAsync(endpoints => endpoints.MapGet("/lamps/{id}/{part?}", (int id, string? part) => $"{id} {part}"));

        var schema = app.Catalog.Tools.Single().Tool!.InputSchema;

        schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()).Should().Equal("id");
        schema.GetProperty("properties").GetProperty("id").TryGetProperty("default", out _).Should().BeFalse();
        (await app.CallToolAsync("get_lamps_id_part", new { id = 7 })).Text().Should().Be("7 ");
    }

    [Fact]
    public async Task Members_of_parameters_have_the_names_and_defaults_of_the_query()
    {
        await using var app = await StartAloneAsync(endpoints =>
            endpoints.MapGet("/lamps", ([AsParameters] Paging paging) => $"{paging.Page} {paging.Size} {paging.Sort} {paging.Region}"));

        var properties = app.Catalog.Tools.Single().Tool!.InputSchema.GetProperty("properties");

        properties.EnumerateObject().Select(property => property.Name).Should().Equal("Page", "pageSize", "Sort", "X-Region");
        properties.GetProperty("pageSize").GetProperty("default").GetInt32().Should().Be(20);
        (await app.CallToolAsync("get_lamps", new Dictionary<string, object?> { ["Page"] = 2, ["Sort"] = "name", ["X-Region"] = "north" }))
            .Text().Should().Be("2 20 name north");
        (await app.CallToolAsync("get_lamps", new { Page = 1, pageSize = 5 })).Text().Should().Be("1 5  ");
    }

    [Fact]
    public async Task Server_sent_events_are_given_as_their_data()
    {
        await using var app = await StartAloneAsync(endpoints =>
        {
            endpoints.MapGet("/numbers", () => TypedResults.ServerSentEvents(Numbers()));
            endpoints.MapGet("/words", () => TypedResults.ServerSentEvents(Words()));
        });

        (await app.CallToolAsync("get_numbers")).Text().Should().Be("""[{"id":1,"name":"one"},{"id":2,"name":"two"}]""");
        (await app.CallToolAsync("get_words")).Text().Should().Be("one\nand another\nline");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_signs_users_in_is_left_out_unless_it_is_asked_for(bool asked)
    {
        await using var app = await StartAloneAsync(
            endpoints =>
            {
                var identity = endpoints.MapGroup("/account").MapIdentityApi<IdentityUser>();
                if (asked)
                    identity.WithMetadata(new McpToolAttribute());
                endpoints.MapGet("/lamps", () => "on");
            },
            services => services.AddIdentityApiEndpoints<IdentityUser>().AddUserStore<NoUsers>());

        app.Catalog.Tools.Select(tool => tool.Name).Should().HaveCountGreaterThan(asked ? 5 : 0).And.HaveCountLessThan(asked ? 20 : 2);
        if (!asked)
            app.Catalog.Omitted.Should().Contain(left => left.Path == "/account/login" && left.Reason.Contains("MapIdentityApi") && left.Change!.Contains("McpToolAttribute"));
    }

    public readonly record struct Paging(int Page, [FromQuery(Name = "pageSize")] int Size = 20, string? Sort = null, [FromHeader(Name = "X-Region")] string? Region = null);

    private static async IAsyncEnumerable<Thing> Numbers()
    {
        yield return new Thing(1, "one");
        await Task.Yield();
        yield return new Thing(2, "two");
    }

    private static async IAsyncEnumerable<string> Words()
    {
        yield return "one";
        await Task.Yield();
        yield return "and another\nline";
    }

    private static async Task<McpTestApp> StartAloneAsync(Action<IEndpointRouteBuilder> map, Action<IServiceCollection>? services = null) =>
        await McpTestApp.StartAloneAsync(builder =>
        {
            builder.AddMcp();
            services?.Invoke(builder);
        }, map);

    private sealed class NoUsers : IUserStore<IdentityUser>
    {
        public Task<IdentityResult> CreateAsync(IdentityUser user, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IdentityResult> DeleteAsync(IdentityUser user, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IdentityUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult<IdentityUser?>(null);

        public Task<IdentityUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Task.FromResult<IdentityUser?>(null);

        public Task<string?> GetNormalizedUserNameAsync(IdentityUser user, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<string> GetUserIdAsync(IdentityUser user, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<string?> GetUserNameAsync(IdentityUser user, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SetNormalizedUserNameAsync(IdentityUser user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SetUserNameAsync(IdentityUser user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IdentityResult> UpdateAsync(IdentityUser user, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }

    private static Task<McpTestApp> StartAsync(
        bool include, Action<IEndpointRouteBuilder> map, Action<IServiceCollection>? services = null) => McpTestApp.StartAsync(
        [typeof(ThingsController)],
        options => options.IncludeMinimalApis = include,
        registered =>
        {
            registered.AddEndpointsApiExplorer();
            HeaderAuthentication.AddTo(registered);
            services?.Invoke(registered);
        },
        pipeline: app => app.UseAuthentication().UseAuthorization(),
        map: app =>
        {
            app.MapControllers();
            app.MapMcp("/mcp");
            map(app);
        });

    private static async Task<IEnumerable<string>> NamesAsync(McpClient client) => (await client.ListToolsAsync()).Select(tool => tool.Name);

    private static string Text(CallToolResult result) =>
        string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));
}
