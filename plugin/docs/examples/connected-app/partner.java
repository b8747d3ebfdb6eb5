package example;

import com.pulumi.Pulumi;
import com.pulumi.stytch.ConnectedApp;
import com.pulumi.stytch.ConnectedAppArgs;
import com.pulumi.stytch.enums.ClientType;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var partner = new ConnectedApp("partner", ConnectedAppArgs.builder()
                .clientType(ClientType.ThirdParty)
                .redirectUrls("https://partner.example/oauth/callback")
                .accessTokenExpiryMinutes(15)
                .accessTokenCustomAudience("https://api.example.com")
                .accessTokenTemplateContent("{\"org\": {{ organization.organization_id }}}")
                .build());

            ctx.export("clientId", partner.clientId());
        });
    }
}
