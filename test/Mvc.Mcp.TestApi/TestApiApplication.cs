using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.TestApi;

/// <summary>Puts the test application into a host.</summary>
public static class TestApiApplication
{
    /// <summary>Adds the controllers of this assembly, and them alone, with their Swagger document.</summary>
    public static IMvcBuilder AddTestApi(this IServiceCollection services, Action<SwaggerGenOptions>? swagger = null)
    {
        services.AddSwaggerGen(options =>
        {
            options.EnableAnnotations();
            options.IncludeXmlComments(typeof(TestApiApplication).Assembly);
            swagger?.Invoke(options);
        });
        services.AddSingleton<Clock>();
        return services.AddControllers(options =>
        {
            // MVC would validate all that hangs on them.
            options.ModelMetadataDetailsProviders.Add(new SuppressChildValidationMetadataProvider(typeof(HttpContext)));
            options.ModelMetadataDetailsProviders.Add(new SuppressChildValidationMetadataProvider(typeof(ClaimsPrincipal)));
        }).ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Clear();
            parts.ApplicationParts.Add(new AssemblyPart(typeof(TestApiApplication).Assembly));
        });
    }
}
