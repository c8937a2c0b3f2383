using Microsoft.EntityFrameworkCore;

namespace Shop.Data;

/// <summary>Connects an application with the shop's database.</summary>
public static class ShopDbExtensions
{
    /// <summary>Registers the database: <c>shop.db</c> in the working directory, or what <c>ConnectionStrings:Shop</c> says.</summary>
    public static IServiceCollection AddShopDb(this IServiceCollection services, IConfiguration configuration) =>
        services.AddDbContext<ShopDb>(options =>
            options.UseSqlite(configuration.GetConnectionString("Shop") ?? "Data Source=shop.db"));

    /// <summary>Makes and seeds the database where there is none yet.</summary>
    public static void EnsureShopDb(this IServiceProvider services)
    {
        using var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<ShopDb>().Database.EnsureCreated();
    }
}
