# Terraform with the generic REST provider, set up as well as it can be: it uses the responses of
# writes, which saves a read after each of them. The clients are in a file beside this one, each as a
# resource of its own: `for_each` over a file reads the file again for each of them.
terraform {
  required_providers {
    restapi = {
      source = "Mastercard/restapi"
    }
  }
}

variable "api_url" {
  type = string
}

variable "project_id" {
  type = string
}

variable "secret" {
  type      = string
  sensitive = true
}

# Requests per second; null for no limit.
variable "rate_limit" {
  type    = number
  default = null
}

provider "restapi" {
  uri                  = var.api_url
  username             = var.project_id
  password             = var.secret
  id_attribute         = "connected_app/client_id"
  write_returns_object = true
  rate_limit           = var.rate_limit
}
