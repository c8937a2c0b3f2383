using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.MeasuredApis.Thousand;

/// <summary>An application of 1,000 actions: 20 operations of each of 50 kinds of things.</summary>
public static class ThousandActions
{
    /// <summary>How many actions it has.</summary>
    public const int ActionCount = 1000;

    /// <summary>What the application keeps, by the part of the company that looks after it.</summary>
    public static IReadOnlyList<Thing> Things { get; } =
    [
        .. Of("Sales", "customer", "order", "invoice", "quote", "contract", "discount", "subscription", "payment", "lead", "shipment"),
        .. Of("Purchasing", "product", "category", "price list", "supplier", "warehouse", "pallet", "purchase order", "return", "brand", "bundle"),
        .. Of("People", "employee", "department", "vacation", "payslip", "applicant", "interview", "training", "team", "shift", "timesheet"),
        .. Of("Support", "ticket", "article", "survey", "chat", "complaint", "escalation", "callback", "warranty", "repair", "visit"),
        .. Of("Systems", "device", "license", "backup", "server", "certificate", "incident", "deployment", "pipeline", "domain", "project"),
    ];

    /// <summary>What can be done with each.</summary>
    public static IReadOnlyList<Deed> Deeds { get; } =
    [
        new("list_{0}", true, "GET", "", nameof(TemplateController.List), "Lists {0}."),
        new("get_{0}", false, "GET", "/{id}", nameof(TemplateController.Get), "Gets one {0}."),
        new("create_{0}", false, "POST", "", nameof(TemplateController.Create), "Creates a {0}."),
        new("update_{0}", false, "PUT", "/{id}", nameof(TemplateController.Update), "Updates a {0}."),
        new("delete_{0}", false, "DELETE", "/{id}", nameof(TemplateController.Act), "Deletes a {0}."),
        new("archive_{0}", false, "POST", "/{id}/archive", nameof(TemplateController.Act), "Archives a {0}."),
        new("restore_{0}", false, "POST", "/{id}/restore", nameof(TemplateController.Act), "Restores an archived {0}."),
        new("approve_{0}", false, "POST", "/{id}/approval", nameof(TemplateController.Remark), "Approves a {0}."),
        new("reject_{0}", false, "POST", "/{id}/rejection", nameof(TemplateController.Remark), "Rejects a {0}."),
        new("assign_{0}", false, "PUT", "/{id}/assignee", nameof(TemplateController.Assign), "Assigns a {0} to an employee."),
        new("duplicate_{0}", false, "POST", "/{id}/copies", nameof(TemplateController.Act), "Duplicates a {0}."),
        new("export_{0}", true, "GET", "/export", nameof(TemplateController.Export), "Exports {0} as CSV."),
        new("import_{0}", true, "POST", "/import", nameof(TemplateController.Import), "Imports {0} from CSV."),
        new("count_{0}", true, "GET", "/count", nameof(TemplateController.Count), "Counts {0}."),
        new("list_{0}_comments", false, "GET", "/{id}/comments", nameof(TemplateController.ListOf), "Lists the comments on a {0}."),
        new("add_{0}_comment", false, "POST", "/{id}/comments", nameof(TemplateController.Remark), "Adds a comment to a {0}."),
        new("get_{0}_history", false, "GET", "/{id}/history", nameof(TemplateController.ListOf), "Gets the history of a {0}."),
        new("lock_{0}", false, "POST", "/{id}/lock", nameof(TemplateController.Act), "Locks a {0} against changes."),
        new("unlock_{0}", false, "DELETE", "/{id}/lock", nameof(TemplateController.Act), "Unlocks a {0}."),
        new("share_{0}", false, "POST", "/{id}/shares", nameof(TemplateController.Assign), "Shares a {0} with an employee."),
    ];

    /// <summary>Adds the actions, and them alone, with their Swagger document.</summary>
    public static IMvcBuilder AddThousandActions(this IServiceCollection services)
    {
        services.AddSwaggerGen(options => options.IncludeXmlComments(typeof(ThousandActions).Assembly));
        return services.AddControllers(options => options.Conventions.Add(new Copies()))
            .ConfigureApplicationPartManager(parts =>
            {
                parts.ApplicationParts.Clear();
                parts.ApplicationParts.Add(new TemplatePart());
                parts.FeatureProviders.Clear();
                parts.FeatureProviders.Add(new ControllerFeatureProvider());
            });
    }

    private static IEnumerable<Thing> Of(string area, params string[] names) => names.Select(name => new Thing(area, name));

    private sealed class TemplatePart : ApplicationPart, IApplicationPartTypeProvider
    {
        public override string Name => "Thousand";

        public IEnumerable<TypeInfo> Types => [typeof(TemplateController).GetTypeInfo()];
    }

    // Each action of the template stands for those that do the same with other things.
    private sealed class Copies : IControllerModelConvention
    {
        public void Apply(ControllerModel controller)
        {
            var templates = controller.Actions.ToDictionary(action => action.ActionMethod.Name, StringComparer.Ordinal);
            controller.Actions.Clear();
            foreach (var thing in Things)
            {
                foreach (var deed in Deeds)
                    controller.Actions.Add(Copy(templates[deed.Template], thing, deed));
            }
        }

        private static ActionModel Copy(ActionModel template, Thing thing, Deed deed)
        {
            var copy = new ActionModel(template) { Controller = template.Controller };
            copy.Selectors.Clear();
            var selector = new SelectorModel
            {
                AttributeRouteModel = new AttributeRouteModel { Template = thing.Path + deed.Path, Name = deed.ToolOf(thing) },
            };
            selector.ActionConstraints.Add(new Microsoft.AspNetCore.Mvc.ActionConstraints.HttpMethodActionConstraint([deed.Method]));
            selector.EndpointMetadata.Add(new Microsoft.AspNetCore.Routing.HttpMethodMetadata([deed.Method]));
            selector.EndpointMetadata.Add(new Microsoft.AspNetCore.Routing.EndpointNameMetadata(deed.ToolOf(thing)));
            selector.EndpointMetadata.Add(new EndpointSummaryAttribute(deed.Describe(thing)));
            selector.EndpointMetadata.Add(new TagsAttribute(thing.Area));
            copy.Selectors.Add(selector);
            return copy;
        }
    }
}
