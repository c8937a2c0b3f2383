using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Tests.Catalog;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Operations;

/// <summary>The document that is made for tools where the application has no Swashbuckle.</summary>
public class OwnDocumentTests
{
    [Fact]
    public void Types_of_the_same_name_are_told_apart()
    {
        var tool = CatalogOf.Controllers(typeof(SameNamesController)).Tools.Single().Tool;

        tool.InputSchema.GetProperty("properties").EnumerateObject().Select(member => member.Name).Should().Equal("size");
        tool.OutputSchema!.Value.GetProperty("properties").EnumerateObject().Select(member => member.Name).Should().Equal("colour");
    }

    [Fact]
    public void Of_two_actions_on_one_path_one_is_a_tool_and_the_other_is_left_out_with_the_reason()
    {
        var contents = CatalogOf.Controllers(typeof(ConflictingController));

        Names(contents).Should().Equal("Conflicting_One");
        contents.Omitted.Should().ContainSingle().Which.Reason.Should().Match("*ConflictingController.One*same path and method as*ConflictingController.Two*");
    }

    [Fact]
    public void An_action_without_a_method_is_left_out_with_the_reason_and_the_fix()
    {
        var omitted = CatalogOf.Controllers(typeof(VerblessController)).Omitted.Should().ContainSingle().Subject;

        omitted.Should().Match<McpOmittedOperation>(left => left.Method == "*" && left.Path == "/verbless/any" && left.Change!.Contains("[HttpGet]"));
        omitted.Reason.Should().Contain("every HTTP method");
    }

    [Fact]
    public void Every_group_of_ApiExplorer_is_in_it() =>
        Names(CatalogOf.Controllers(typeof(PublicController), typeof(InternalController))).Should().BeEquivalentTo("Public_Get", "Internal_Get");

    [Fact]
    public void A_group_is_chosen_by_name_with_what_belongs_to_none()
    {
        var contents = CatalogOf.Controllers(
            options => options.DocumentName = "internal", typeof(PublicController), typeof(InternalController), typeof(NewController));

        Names(contents).Should().BeEquivalentTo("Public_Get", "Internal_Get");
        contents.Omitted.Should().ContainSingle(left => left.Reason.Contains("'v10'") && left.Change == "o.DocumentName = \"v10\";");
    }

    [Fact]
    public void A_group_that_is_not_there_stops_the_start_with_those_that_are()
    {
        var build = () => CatalogOf.Controllers(options => options.DocumentName = "v3", typeof(OldController), typeof(NewController));

        build.Should().Throw<InvalidOperationException>().WithMessage("*'v3'*v2, v10.");
    }

    [Fact]
    public void Of_several_versions_of_one_path_the_newest_that_is_not_deprecated_is_taken_and_the_others_are_named()
    {
        var contents = CatalogOf.Build(_ => { }, _ => { }, out var warnings, typeof(NewController), typeof(OldController), typeof(DeprecatedController));

        Names(contents).Should().Equal("New_Get");
        contents.Omitted.Select(left => left.Change).Should().BeEquivalentTo("o.DocumentName = \"v2\";", "o.DocumentName = \"v11\";");
        warnings.Should().ContainSingle(warning => warning.Contains("'v2', 'v11'") && warning.Contains("DocumentName"));
    }

    [Fact]
    public void What_attributes_say_of_actions_parameters_and_members_reaches_the_model()
    {
        var tool = CatalogOf.Controllers(typeof(DescribedController)).Tools.Single().Tool;

        tool.Description.Should().Be("Change a lamp\n\nSays what it was.\n\nDeprecated: Use another.");
        Of("id").Should().Be("The number on it.");
        Of("name").Should().Be("What people call it.");
        Of("colour").Should().Be("As a word.");
        Of("shade").Should().Be("Deprecated: Use colour.");
        tool.InputSchema.GetProperty("properties").GetProperty("name").GetProperty("type").GetString().Should().Be("string", "it may not be null");

        string? Of(string name) => tool.InputSchema.GetProperty("properties").GetProperty(name).GetProperty("description").GetString();
    }

    [Fact]
    public async Task What_is_described_for_tools_alone_stays_out_of_the_applications_own_documents()
    {
        await using var app = await McpTestApp.StartAsync([typeof(PlainController), typeof(PublicController)]);

        app.Catalog.Tools.Select(tool => tool.Name).Should().BeEquivalentTo("Plain_Get", "Public_Get");
        app.Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>().ApiDescriptionGroups.Items
            .SelectMany(group => group.Items).Select(item => item.RelativePath).Should().Equal("public");
        app.Services.GetService<Swashbuckle.AspNetCore.Swagger.ISwaggerProvider>().Should().BeNull("nothing in the application asked for it");
    }

    [Fact]
    public void An_action_that_is_hidden_from_ApiExplorer_is_left_out_with_the_reason() =>
        CatalogOf.Controllers(typeof(HiddenController)).Omitted.Should().ContainSingle(
            left => left.Path == "/hidden" && left.Method == "GET" && left.Reason.Contains("IgnoreApi") && left.Change!.Contains("HiddenController.Get"));

    [Fact]
    public void What_the_chosen_Swagger_document_does_not_hold_is_left_out_with_the_reason()
    {
        var contents = CatalogOf.Build(
            _ => { },
            services => services.AddSwaggerGen(options =>
            {
                options.SwaggerDoc("v2", new() { Title = "Two", Version = "2" });
                options.SwaggerDoc("v10", new() { Title = "Ten", Version = "10" });
                options.DocInclusionPredicate((name, description) => description.GroupName == name);
            }),
            out var warnings,
            typeof(OldController), typeof(NewController), typeof(PublicController));

        Names(contents).Should().Equal("Old_Get");
        contents.Omitted.Should().HaveCount(2);
        contents.Omitted.Should().ContainSingle(left => left.Reason.Contains("belongs to the group 'v10'") && left.Change == "o.DocumentName = \"v10\";");
        contents.Omitted.Should().ContainSingle(left => left.Path == "/public" && left.Reason.Contains("a filter or an option of AddSwaggerGen"));
        warnings.Should().ContainSingle(warning => warning.Contains("'v2', 'v10'") && warning.Contains("McpOptions.DocumentName"));
    }

    private static IEnumerable<string> Names(CatalogSnapshot contents) => contents.Tools.Select(tool => tool.Tool.Name);

    public static class A
    {
        public sealed class Model
        {
            public string? Colour { get; set; }
        }
    }

    public static class B
    {
        public sealed class Model
        {
            public int Size { get; set; }
        }
    }

    [ApiController, Route("same")]
    public sealed class SameNamesController : ControllerBase
    {
        [HttpPost]
        public A.Model Get(B.Model model) => new();
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

    [ApiController, Route("public")]
    public sealed class PublicController : ControllerBase
    {
        [HttpGet]
        public string Get() => "";
    }

    [ApiController, Route("internal"), ApiExplorerSettings(GroupName = "internal")]
    public sealed class InternalController : ControllerBase
    {
        [HttpGet]
        public string Get() => "";
    }

    [ApiController, Route("versions"), ApiExplorerSettings(GroupName = "v2")]
    public sealed class OldController : ControllerBase
    {
        [HttpGet]
        public string Get() => "";
    }

    [ApiController, Route("versions"), ApiExplorerSettings(GroupName = "v10")]
    public sealed class NewController : ControllerBase
    {
        [HttpGet]
        public string Get() => "";
    }

    [ApiController, Route("versions"), ApiExplorerSettings(GroupName = "v11")]
    public sealed class DeprecatedController : ControllerBase
    {
        [HttpGet, Obsolete("A trial.")]
        public string Get() => "";
    }

    [Route("plain")]
    public sealed class PlainController : ControllerBase
    {
        [HttpGet]
        public string Get() => "";
    }

    [ApiController, Route("hidden")]
    public sealed class HiddenController : ControllerBase
    {
        [HttpGet, ApiExplorerSettings(IgnoreApi = true)]
        public string Get() => "";
    }

    public sealed class Lamp
    {
        [Description("What people call it.")]
        public string Name { get; set; } = "";

        [Display(Description = "As a word.")]
        public string? Colour { get; set; }

        [Obsolete("Use colour.")]
        public string? Shade { get; set; }
    }

    [ApiController, Route("described")]
    public sealed class DescribedController : ControllerBase
    {
        [HttpPut("{id}"), Display(Name = "Change a lamp"), Description("Says what it was."), Obsolete("Use another.")]
        public string Put([Display(Description = "The number on it.")] int id, Lamp lamp) => "";
    }
}
