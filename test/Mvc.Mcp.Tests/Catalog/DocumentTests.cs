using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.Tests.Catalog;

public class DocumentTests
{
    [Fact]
    public void The_document_is_chosen_by_name_and_is_the_first_otherwise()
    {
        Names(_ => { }).Should().Equal("One_Get");
        Names(options => options.DocumentName = "v2").Should().Equal("Two_Get");
    }

    [Fact]
    public void A_document_that_is_not_there_is_an_error_that_names_those_that_are()
    {
        var act = () => Names(options => options.DocumentName = "v3");
        act.Should().Throw<InvalidOperationException>().WithMessage("McpOptions.DocumentName is 'v3', but * are: v1, v2.");
    }

    [Fact]
    public void What_a_document_filter_removes_is_no_tool() =>
        CatalogOf.Build(_ => { }, services => services.AddSwaggerGen(options => options.DocumentFilter<RemoveAll>()), out _, typeof(OneController))
            .Tools.Should().BeEmpty();

    [Theory]
    [InlineData(typeof(ConflictingController), "*Conflicting method/path combination \"GET conflict\"*ConflictingController.One*ConflictingController.Two*Give one of these actions another route*")]
    [InlineData(typeof(VerblessController), "*Ambiguous HTTP method for action - *VerblessController.Any*[HttpGet]*")]
    [InlineData(typeof(SameNamesController), "*SameNamesController.Get*Can't use schemaId*CustomSchemaIds*")]
    public void A_document_that_cannot_be_made_stops_the_start_and_says_which_action_and_what_to_do(Type controller, string message)
    {
        var act = () => CatalogOf.Build(_ => { }, services => services.AddSwaggerGen(), out _, controller);
        act.Should().Throw<InvalidOperationException>().WithMessage(message);
    }

    [Fact]
    public void A_filter_that_throws_is_named_too()
    {
        var act = () => CatalogOf.Build(
            _ => { }, services => services.AddSwaggerGen(options => options.DocumentFilter<Throwing>()), out _, typeof(OneController));
        act.Should().Throw<InvalidOperationException>().WithMessage("*Swagger document 'v1', which could not be made: The filter is broken.*");
    }

    private static IEnumerable<string> Names(Action<McpOptions> configure) => CatalogOf.Build(
        configure,
        services => services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new OpenApiInfo { Title = "One", Version = "1" });
            options.SwaggerDoc("v2", new OpenApiInfo { Title = "Two", Version = "2" });
        }),
        out _,
        typeof(OneController),
        typeof(TwoController)).Tools.Select(tool => tool.Tool.Name);

    public sealed class RemoveAll : IDocumentFilter
    {
        public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) => swaggerDoc.Paths.Clear();
    }

    public sealed class Throwing : IDocumentFilter
    {
        public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) => throw new NotSupportedException("The filter is broken.");
    }

    [ApiController, Route("one"), ApiExplorerSettings(GroupName = "v1")]
    public sealed class OneController : ControllerBase
    {
        [HttpGet]
        public string Get() => "";
    }

    [ApiController, Route("two"), ApiExplorerSettings(GroupName = "v2")]
    public sealed class TwoController : ControllerBase
    {
        [HttpGet]
        public string Get() => "";
    }

    [ApiController, Route("conflict")]
    public sealed class ConflictingController : ControllerBase
    {
        [HttpGet]
        public string One() => "";

        [HttpGet]
        public string Two() => "";
    }

    [ApiController, Route("verbless")]
    public sealed class VerblessController : ControllerBase
    {
        [Route("any")]
        public string Any() => "";
    }

    [ApiController, Route("same")]
    public sealed class SameNamesController : ControllerBase
    {
        [HttpPost]
        public A.Model Get(B.Model model) => new();
    }

    public static class A
    {
        public sealed class Model;
    }

    public static class B
    {
        public sealed class Model;
    }
}
