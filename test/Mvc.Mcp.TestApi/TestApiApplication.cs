using Microsoft.AspNetCore.Mvc.ApplicationParts;
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
        return services.AddControllers().ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Clear();
            parts.ApplicationParts.Add(new AssemblyPart(typeof(TestApiApplication).Assembly));
        });
    }
}
