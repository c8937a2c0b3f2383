using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.MeasuredApis.Ordinary;

/// <summary>
/// An application as many teams have it: 42 actions of a wholesaler, with XML comments, validation and enums by name, and
/// nothing written for MCP. What a model has to read of it is measured.
/// </summary>
public static class OrdinaryApplication
{
    /// <summary>How many actions it has.</summary>
    public const int ActionCount = 42;

    /// <summary>The controllers.</summary>
    public static IReadOnlyList<Type> Controllers { get; } =
    [
        typeof(CustomersController), typeof(EmployeesController), typeof(InvoicesController), typeof(OrdersController),
        typeof(ProductsController), typeof(StockController), typeof(SuppliersController),
    ];

    /// <summary>Adds the controllers, and them alone, with their Swagger document.</summary>
    public static IMvcBuilder AddOrdinaryApplication(this IServiceCollection services)
    {
        services.AddSwaggerGen(options => options.IncludeXmlComments(typeof(OrdinaryApplication).Assembly));
        return services.AddControllers()
            .AddJsonOptions(options => options.JsonSerializerOptions.Converters.Add(new JsonStringEnumConverter()))
            .ConfigureApplicationPartManager(parts =>
            {
                parts.ApplicationParts.Clear();
                parts.ApplicationParts.Add(new OrdinaryPart());
                parts.FeatureProviders.Clear();
                parts.FeatureProviders.Add(new ControllerFeatureProvider());
            });
    }

    private sealed class OrdinaryPart : ApplicationPart, IApplicationPartTypeProvider
    {
        public override string Name => "Ordinary";

        public IEnumerable<System.Reflection.TypeInfo> Types => Controllers.Select(System.Reflection.IntrospectionExtensions.GetTypeInfo);
    }
}
